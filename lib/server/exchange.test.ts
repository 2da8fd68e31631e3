import { expect, it } from 'vitest'
import { chain, type Exchange, type Handler } from './exchange'

const exchange = {} as Exchange

it('runs handlers in their order, each only when the one before hands the request on', async () => {
  const order: string[] = []
  const passes =
    (name: string): Handler =>
    async (_exchange, next) => {
      order.push(name)
      await next()
      order.push(`after ${name}`)
    }
  const answers: Handler = () => void order.push('answer')
  await chain(passes('one'), passes('two'), answers, passes('never'))(exchange)
  expect(order).toEqual(['one', 'two', 'answer', 'after two', 'after one'])
})

it('lets a failure reach its caller, also one after a wait', async () => {
  const fails: Handler = async () => {
    throw new Error('broken')
  }
  await expect(chain((_exchange, next) => next(), fails)(exchange)).rejects.toThrow('broken')
})
