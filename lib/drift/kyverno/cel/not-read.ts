/** A text that is no CEL, or CEL that is not read here. */
export class NotRead extends Error {}
