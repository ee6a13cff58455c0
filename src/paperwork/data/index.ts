export { cellText, USUAL_PEOPLE } from './columns.ts';
export { csvText, guarded, type Table, unguarded } from './csv.ts';
export {
  type CsvEncoding,
  csvEncodings,
  encodeCsv,
  GETA,
  type ReplacedCharacter,
  replacedTable,
} from './encoding.ts';
export { type Sha256, sha256Hex } from './identifiers.ts';
export { MANIFEST, MANIFEST_SIGNATURE, type Manifest } from './manifest.ts';
export { type CasePackage, casePackage, type PackageOptions } from './package.ts';
export { envelopeSchema, type JsonSchema, procedureSchema } from './procedure-schema.ts';
export { publishedSchemas, schemaFile } from './published-schemas.ts';
export { type PackageDefect, readPackage, type ReadPackage } from './read-package.ts';
export { type ApplicationRecord, recordSchema, type TableRow, type ValueBox } from './record.ts';
export { applicationFrom, type RecordOptions, recordsOf } from './records.ts';
export { type RegisterColumn, registerColumns, registerEntryTable } from './register-entry.ts';
export { applicationTables, sourcesTable, type TableBy } from './tables.ts';
export { recordWords, type RecordWords } from './words.ts';
export { encodeWindows31j, windows31jBytes } from './windows-31j.ts';
