export {
  type BoundRelation,
  bindRelations,
  defineRelation,
  eachRow,
  misfit,
  misfitOf,
  type Numbers,
  type RelationData,
  type RelationGroups,
} from './bind';
export { companyRelations } from './company-relations';
export { type Formula, type NumberFiller, type NumberReader, parseFormula } from './formula';
export { globalScouterRelations } from './global-scouter';
export type { Relation, RelationConstant, RelationKind, RelationTolerance } from './relation';
export { globalScouterRestatements, type Restatement } from './restatements';
