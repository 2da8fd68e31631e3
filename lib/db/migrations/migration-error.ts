/** Why a database cannot be brought up to date: the message says what is the matter and what to do. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}
