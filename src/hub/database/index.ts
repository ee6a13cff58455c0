/** What the hub keeps in tables: PostgreSQL inside its own process, or a server's. */
export { type Database, databaseOver } from './database.ts';
export { embeddedPool, IN_MEMORY } from './embedded.ts';
export { type DatabaseOpening, openedElsewhere, openingOf } from './opening.ts';
