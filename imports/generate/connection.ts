import { quote } from './names';
import type { ConnectionFacts } from './schema';

/** What a class gets so that pods can take its connection Secret. */
export interface ConnectionText {
  readonly field: string;
  /** In front of `super`, where the Secret gets its name by the spec. */
  readonly before: string;
  /** In place of `props`. */
  readonly props: string;
  readonly after: string;
}

const NONE: ConnectionText = { field: '', before: '', props: '...props', after: '' };

/** TypeScript of the `connection` of a composite resource or a claim. */
export function connectionText(facts: ConnectionFacts | undefined): ConnectionText {
  if (!facts) return NONE;
  const keys = facts.keys.map(quote).join(' | ');
  const type = `SecretReference<${keys}>`;
  const field = (about: string, mark = '') =>
    `\n  /** ${about} */\n  readonly connection${mark}: ${type};\n`;
  const ref = 'writeConnectionSecretToRef';
  switch (facts.named) {
    case 'claim':
      return {
        field: field(
          'The Secret that Crossplane writes once the composite resource is ready; pods wait for it.',
        ),
        before: `    const spec = { ...props.spec };\n`,
        props: '...props, spec',
        after: `
    const { ${ref} = { name: \`\${this.name}-connection\` } } = spec;
    Object.assign(spec, { ${ref} });
    this.connection = new SecretReference(${ref}.name);`,
      };
    case 'composite':
      return {
        ...NONE,
        field: field(`The Secret that \`spec.${ref}\` names; absent where it names none.`, '?'),
        after: `
    const secret = props.spec.${ref}?.name;
    if (secret !== undefined) this.connection = new SecretReference(secret);`,
      };
    case 'composition':
      return {
        ...NONE,
        field: field('The Secret that the composition writes; pods wait for it.'),
        after: `\n    this.connection = new SecretReference(\`\${this.name}-connection\`);`,
      };
  }
}
