/** What we can state of an artifact ourselves. */
export const statementNames = ['provenance', 'sbom'] as const;

export type StatementName = (typeof statementNames)[number];
