export { ARGOCD_MANAGER, managedFieldsOf, serverSideApply, type Managed } from './apply';
export { difference, fieldsIn, intersection, prefixesOf, union } from './field-set';
export { compareTyped, mergeTyped, removeFields } from './merge';
export { TypedError, type Node } from './node';
export { validate } from './validate';
