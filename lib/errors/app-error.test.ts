import { expect, it, vi } from 'vitest'

/** As a bundler does, which loads a module once for pages and once for programs. */
async function twice<Module>(load: () => Promise<Module>): Promise<[Module, Module]> {
  const first = await load()
  vi.resetModules()
  return [first, await load()]
}

it('is known by another copy of its module too: what exists once in a process throws that of one', async () => {
  const [one, other] = await twice(() => import('./app-error'))
  expect(one.AppError).not.toBe(other.AppError)
  expect(new one.AppError('busy')).toBeInstanceOf(other.AppError)
  expect(new Error('busy')).not.toBeInstanceOf(one.AppError)
})

it('an email that was refused for good is known by another copy too, so that it is not tried again', async () => {
  const [one, other] = await twice(() => import('@/lib/mail/transports/delivery-error'))
  expect(one.DeliveryError).not.toBe(other.DeliveryError)
  expect(new one.DeliveryError('refused', { message: '' })).toBeInstanceOf(other.DeliveryError)
  expect(new Error('refused')).not.toBeInstanceOf(one.DeliveryError)
})
