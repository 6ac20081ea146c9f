export {
  simulateSync,
  type SyncComparison,
  type DiffStrategy,
  type FieldDifference,
  type RuleVerdict,
  type SimulateOptions,
  type SyncMethod,
  type SyncSimulation,
} from '../drift';
