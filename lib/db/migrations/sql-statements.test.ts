import { expect, it } from 'vitest'
import { sqlStatements } from './sql-statements'

it.each([
  ['two on a line', 'SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2']],
  ['the last without its semicolon', 'SELECT 1;\nSELECT 2\n', ['SELECT 1', 'SELECT 2']],
  ['a semicolon in a text', "INSERT INTO a VALUES ('x;\ny''s;');", ["INSERT INTO a VALUES ('x;\ny''s;')"]],
  ['a semicolon in a name', 'SELECT "a;b", `c;d`;', ['SELECT "a;b", `c;d`']],
  [
    'a semicolon in a comment',
    '-- one; two\nSELECT 1; -- three;\n/* four; */ SELECT 2;',
    ['SELECT 1', '/* four; */ SELECT 2'],
  ],
  ["a comment's mark in a text", "SELECT '-- no', 5 - 3, 6 / 2;", ["SELECT '-- no', 5 - 3, 6 / 2"]],
  ['an apostrophe in a comment', "-- it's\nSELECT 1;\n-- isn't\nSELECT 2;", ['SELECT 1', 'SELECT 2']],
  ['nothing but comments', '-- nothing\n\n;\n', []],
])('takes a script apart: %s', (_, script, statements) => {
  expect(sqlStatements(script)).toEqual(statements)
})
