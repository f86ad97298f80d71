import type { Issue, Row, Schema } from '@stock-analyzer/schema';
import { createValidator, type ValidationReport } from '@stock-analyzer/validator';
import { applyPlan } from '../apply/apply';
import { decodeCell } from '../cells/json-cell';
import { asData, type CorrectionData } from '../data';
import { decide } from '../decide/decide';
import type { Language } from '../evidence/describe';
import type { Journal } from '../model/journal';
import type { CorrectionPlan } from '../model/plan';
import { previewPlan } from '../preview/preview';
import { proposeCorrections } from '../propose/propose';
import { type QualityFigures, qualityFigures } from './figures';

/** What the engine takes: a week, a table, or plain rows keyed by display name. */
export type EngineData = CorrectionData | readonly Row[];

/** Options of {@link createDataQualityEngine}. */
export interface DataQualityEngineOptions {
  /** Approved earlier weeks, oldest first. */
  readonly earlier?: readonly EngineData[];
  /** Confidence from which a correction is proposed; see `proposeCorrections`. */
  readonly threshold?: number;
  /** Of previews and messages; default `en`. */
  readonly language?: Language;
}

/** How {@link DataQualityEngine.autoCorrectWithApproval} asks. */
export interface Approval {
  /** Sees the preview as text, and the plan it was made from; true lets every proposal of it be applied. */
  readonly approve: (preview: string, plan: CorrectionPlan) => boolean | Promise<boolean>;
  /** Who approves; stands in the journal. Default `user`. */
  readonly by?: string;
  /** Default: approved in the preview. */
  readonly reason?: string;
}

/** What came of a correction. */
export type CorrectionOutcome<Data extends EngineData> =
  | { readonly applied: true; readonly data: Data; readonly journal: Journal; readonly plan: CorrectionPlan }
  | {
      readonly applied: false;
      /** `nothing_to_correct`: no proposal was sure enough, so nobody was asked. */
      readonly reason: 'user_rejected' | 'nothing_to_correct';
      readonly plan: CorrectionPlan;
    };

/** Validation, correction and quality figures in one object. Its functions need no `this`. */
export interface DataQualityEngine {
  /** Checks every field. */
  readonly validateDataset: (data: EngineData) => ValidationReport;
  /** The report's issues of percentages that look like basis points (1550 where 15.5 is meant). */
  readonly detectFormatIssues: (report: ValidationReport) => Issue[];
  /**
   * Proposes corrections for the given issues, shows them, and applies them if they are approved. Rows come
   * back as rows; those without a correction are the same objects.
   */
  readonly autoCorrectWithApproval: <Data extends EngineData>(
    data: Data,
    formatIssues: readonly Issue[],
    approval: Approval,
  ) => Promise<CorrectionOutcome<Data>>;
  /** The figures of a report, and of what was corrected since if its journal is given. */
  readonly generateQualityReport: (report: ValidationReport, journal?: Journal) => QualityFigures;
}

/**
 * The whole of data quality in one call, without files: validate, detect, correct with approval, report.
 *
 * @example
 * ```ts
 * import { createDataQualityEngine } from '@stock-analyzer/correction';
 * import { companySchema } from '@stock-analyzer/schema';
 *
 * const engine = createDataQualityEngine(companySchema);
 * const rows = [{ Ticker: 'TEST', corpName: 'Test Corp', 'ROE (Fwd)': 1550 }];
 * const report = engine.validateDataset(rows);
 * const issues = engine.detectFormatIssues(report);
 * const refused = await engine.autoCorrectWithApproval(rows, issues, { approve: () => false });
 * refused.applied; // → false
 * const outcome = await engine.autoCorrectWithApproval(rows, issues, { approve: () => true, by: 'Kim' });
 * outcome.applied && outcome.data[0]?.['ROE (Fwd)']; // → 15.5
 * ```
 */
export function createDataQualityEngine(
  schema: Schema,
  options: DataQualityEngineOptions = {},
): DataQualityEngine {
  const { earlier, threshold, language = 'en' } = options;
  const validator = createValidator(schema);
  const proposeOptions = {
    schema,
    onlyIssues: true,
    ...(earlier && { earlier }),
    ...(threshold !== undefined && { threshold }),
  };

  return {
    validateDataset: (data) => validator.validate(data, { language }),
    detectFormatIssues: ({ issues }) => issues.filter(({ code }) => code === 'percentage_basis_points'),
    generateQualityReport: qualityFigures,
    async autoCorrectWithApproval(data, formatIssues, { approve, by = 'user', reason }) {
      const table = asData(data);
      const plan = proposeCorrections(table, formatIssues, proposeOptions);
      if (plan.proposals.length === 0) return { applied: false, reason: 'nothing_to_correct', plan };
      if ((await approve(previewPlan(plan, { language }), plan)) !== true) {
        return { applied: false, reason: 'user_rejected', plan };
      }
      const word = { by, at: new Date().toISOString(), reason: reason ?? 'approved in the preview' };
      const applied = applyPlan(table, plan, decide(plan, {}, { decision: 'accept', ...word }));
      const corrected = isRows(data) ? correctRows(data, applied.journal) : applied.data;
      return { applied: true, data: corrected as typeof data, journal: applied.journal, plan };
    },
  };
}

function isRows(data: EngineData): data is readonly Row[] {
  return Array.isArray(data);
}

function correctRows(rows: readonly Row[], { entries }: Journal): Row[] {
  const corrected = [...rows];
  for (const { row, field, to } of entries) {
    // Only existing cells are corrected, so the key is the row's own whatever its name.
    corrected[row] = { ...corrected[row], [field]: decodeCell(to) };
  }
  return corrected;
}
