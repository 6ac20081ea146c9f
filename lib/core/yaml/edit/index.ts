export * from './edit-map';
export * from './edit-yaml';
export { flow, type FlowLook } from './flow';
export { lineBreakOf } from './text-edit';
export { readTree, type TreeEntry, type TreeMap, type TreeNode } from './tree';
export type { YamlEdit } from './yaml-edit';
