// Imported first by every script that a person starts: an older Node would fail further down, and not say why.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Vestibule needs Node 20.19 or newer, and this is ${process.versions.node}. Install a newer one (24 is best) and run this again.`)
  process.exit(1)
}
