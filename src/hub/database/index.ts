/** What the hub keeps in tables: PostgreSQL inside its own process, or a server's. */
export { type Database, databaseOver, type Queries } from './database.ts';
export { embeddedPool, IN_MEMORY } from './embedded.ts';
export { allowChangeOfKeys, holdIdentity } from './identity.ts';
export { type DatabaseOpening, openedElsewhere, openingOf, openingOnServer } from './opening.ts';
export { serverPool } from './server.ts';
