/** What every output file carries, so that a reader can tell files of two releases apart. */
export interface OutputStamp {
  readonly release_id: string;
  /** ISO 8601 instant. */
  readonly generated_at: string;
}
