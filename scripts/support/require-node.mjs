// Imported first by every script that a person starts: another Node would fail further down, and not say why. Those
// between cannot load what Prisma's command line stands on.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const isNewEnough = major === 20 ? minor >= 19 : major === 22 ? minor >= 12 : major > 22
if (!isNewEnough) {
  console.error(
    `Vestibule needs Node 20.19, or 22.12 or newer, and this is ${process.versions.node}. Install a newer one (26 is best) and run this again.`,
  )
  process.exit(1)
}
