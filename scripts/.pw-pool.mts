const { hashPool } = await import('/work/main/lib/passwords/hash-pool.ts')
const { verifyPassword } = await import('/work/main/lib/passwords/verify-password.ts')
const { auc } = await import('/work/main/e2e/support/auc.ts')
const known = await hashPool().hash('p', 4)
const time = async (x: string | null) => { const t = performance.now(); await verifyPassword('wrong', x); return performance.now() - t }
const out = []
for (let r = 0; r < 8; r++) { const a: number[] = [], b: number[] = []
 for (let i = 0; i < 1000; i++) { const first = Math.random() < 0.5
  if (first) a.push(await time(known)); b.push(await time(null)); if (!first) a.push(await time(known)) }
 out.push(auc(a, b).toFixed(3)) }
console.log(out.join(' '))
