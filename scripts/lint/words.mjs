// Rules of the linter: what people read is in the catalogues of lib/i18n/messages, not in JSX; comments and test titles
// are plain English.
import { findForbiddenPhrases } from './forbidden-phrases.mjs'

/** Attributes, and properties of props and of a page's metadata, that are read out or shown. */
const READ_BY_PEOPLE = /^(alt|aria-valuetext|error|text|title)$|(description|label|placeholder)$/i

/** What is the same in every language. */
const NO_WORDS = new Set(['', '@', '/', ',', '000 000', 'https://', '%s ·'])

/** @typedef {{ type: string, [key: string]: any }} Node */

/**
 * The parts of an expression that are shown as they stand: texts, and what stands between a template's values.
 *
 * @param {Node | null | undefined} node
 * @returns {Node[]}
 */
function wordsOf(node) {
  if (!node) return []
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' && isWord(node.value) ? [node] : []
    case 'TemplateLiteral':
      return [...node.quasis, ...node.expressions].flatMap(wordsOf)
    case 'TemplateElement':
      return isWord(node.value.cooked ?? node.value.raw) ? [node] : []
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].flatMap(wordsOf)
    case 'LogicalExpression':
    case 'BinaryExpression':
      return isComparison(node) ? [] : [node.left, node.right].flatMap(wordsOf)
    case 'AssignmentPattern':
      return wordsOf(node.right)
    case 'ArrayExpression':
      return node.elements.flatMap(wordsOf)
    case 'ObjectExpression':
      return node.properties.flatMap(wordsOf)
    case 'Property':
      return wordsOf(node.value)
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
      return wordsOf(node.expression)
    default:
      return []
  }
}

/** @param {string} text */
function isWord(text) {
  return !NO_WORDS.has(text.trim())
}

/** @param {Node} node */
function isComparison({ type, operator }) {
  return type === 'BinaryExpression' && operator !== '+'
}

export default {
  meta: { name: 'words' },
  rules: {
    'from-catalogue': {
      /** @param {{ report: (problem: object) => void }} context */
      create(context) {
        /** @param {Node[]} words */
        const report = (words) => {
          for (const node of words) context.report({ node, message: 'What people read stands in lib/i18n/messages.' })
        }
        return {
          /** @param {Node} node */
          JSXText: (node) => report(isWord(node.value) ? [node] : []),
          /** @param {Node} node */
          JSXExpressionContainer: (node) => report(node.parent.type === 'JSXAttribute' ? [] : wordsOf(node)),
          /** @param {Node} node */
          JSXAttribute: (node) => report(READ_BY_PEOPLE.test(node.name.name) ? wordsOf(node.value) : []),
          /** @param {Node} node */
          Property: (node) => report(READ_BY_PEOPLE.test(node.key.name ?? node.key.value) ? wordsOf(node.value) : []),
        }
      },
    },
    'plain-english': {
      /** @param {{ sourceCode: { getAllComments: () => Node[] }, report: (problem: object) => void }} context */
      create(context) {
        /**
         * @param {Node} node
         * @param {string} text
         */
        const check = (node, text) => {
          for (const { phrase, instead } of findForbiddenPhrases(text))
            context.report({ node, message: `Write plain English in place of “${phrase}”: ${instead}.` })
        }
        return {
          Program: () => context.sourceCode.getAllComments().forEach((comment) => check(comment, comment.value)),
          /** @param {Node} node */
          CallExpression({ callee, arguments: [title] }) {
            const isTitle = TEST_FUNCTION.test(nameOf(callee)) && typeof title?.value === 'string'
            if (isTitle) check(title, title.value)
          },
        }
      },
    },
  },
}

/** What names tests. */
const TEST_FUNCTION = /^(describe|it|test)$/

/**
 * The name of a function that is called, also of `test.only(…)` and `it.each(…)(…)`.
 *
 * @param {Node | undefined} node
 * @returns {string}
 */
function nameOf(node) {
  return node?.name ?? nameOf(node?.object ?? node?.callee ?? { type: '', name: '' })
}
