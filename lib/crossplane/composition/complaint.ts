/** What is wrong with a part of a patch, for the values that come to it. */
export interface Complaint {
  readonly message: string;
  readonly hint?: string;
  readonly severity?: 'warning';
}

export type Complain = (complaint: Complaint) => void;
