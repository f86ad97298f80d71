import type { ColumnTable } from '@stock-analyzer/schema';
import type { ValidatorInput } from '../columns/read-input';
import type { CheckProgress } from '../engine/run';
import type { ValidatorErrorCode } from '../errors';
import type { ReportOptions, ValidationReport } from '../report';
import type { CheckContext } from '../validator';

/** What a worker is asked: to check something, or to stop a check. */
export type Question =
  | {
      readonly check: number;
      readonly input: ValidatorInput;
      readonly options: CheckContext & ReportOptions;
    }
  | { readonly stop: number };

/** What a worker answers, by the number of the check. */
export type Answer = { readonly check: number } & (
  | { readonly progress: CheckProgress }
  | { readonly report: ValidationReport }
  | { readonly code: ValidatorErrorCode | undefined; readonly message: string; readonly name: string }
);

/** Where messages go and come from: a worker or its own end, of browsers or of Node. */
export interface MessageEnd {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener?(kind: string, listener: (event: unknown) => void): void;
  removeEventListener?(kind: string, listener: (event: unknown) => void): void;
  on?(kind: string, listener: (data: unknown) => void): unknown;
  off?(kind: string, listener: (data: unknown) => void): unknown;
}

/** Listens to messages, or to what ends the other side; gives the way to stop. */
export function listen<Data>(end: MessageEnd, kind: string, listener: (data: Data) => void): () => void {
  // Node hands the data over, browsers an event that has it.
  const hear = (event: unknown) =>
    listener((kind === 'message' && !end.on ? (event as MessageEvent).data : event) as Data);
  if (end.on) {
    end.on(kind, hear);
    return () => end.off?.(kind, hear);
  }
  end.addEventListener?.(kind, hear);
  return () => end.removeEventListener?.(kind, hear);
}

/** The memory of a table's numbers, which can be handed over instead of copied. */
export function memoryOf({ columns }: ColumnTable): ArrayBuffer[] {
  const views = columns.flatMap((column) => [
    column.validity,
    ...(column.type === 'string' ? [column.codes] : []),
    ...(column.type === 'number' || column.type === 'boolean' ? [column.values] : []),
  ]);
  return [...new Set(views.map(({ buffer }) => buffer))].filter((buffer) => buffer instanceof ArrayBuffer);
}
