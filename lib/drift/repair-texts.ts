import type { RepairTexts } from './writer';

/** Orders that many rows of the catalogue share. */
export const LEAVE_OUT: RepairTexts = { clientSide: 'leave the field out' };

/** Live fields that Git does not write are no difference, however it is compared. */
export const NOTHING: RepairTexts = { clientSide: 'nothing' };

export const LEAVE_OUT_AND_IGNORE: RepairTexts = {
  clientSide: 'leave the field out, and keep a rule for it',
};

export const IGNORE: RepairTexts = {
  clientSide: 'a rule for the path, and RespectIgnoreDifferences=true',
};

/** What the API server fills in below a list: only structured merge diff compares such lists whole. */
export const WRITE: RepairTexts = {
  clientSide: 'nothing',
  serverSideApply: 'write the default',
  serverSideDiff: 'nothing',
};

/** What a webhook changes: a server-side diff leaves it out. */
export const IGNORE_WEBHOOK: RepairTexts = {
  clientSide: 'a rule for the path, and RespectIgnoreDifferences=true',
  serverSideDiff: 'nothing, without IncludeMutationWebhook=true',
};

export const REMOVE: RepairTexts = { clientSide: 'take the object out of Git' };
