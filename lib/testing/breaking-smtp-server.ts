import { createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * An SMTP server that accepts an email's envelope, and then breaks the connection: during the transfer, or when it has
 * the whole email and would have to confirm. Also counts how many emails it got whole.
 */
export async function startBreakingSmtpServer(breaks: 'within the mail' | 'before the answer') {
  let wholeMails = 0
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.write('220 ready\r\n')
    let received = ''
    let isMail = false
    socket.on('data', (chunk) => {
      received += String(chunk)
      if (isMail) return takeMail(socket)
      for (let end = received.indexOf('\r\n'); end >= 0 && !isMail; end = received.indexOf('\r\n')) {
        const command = received.slice(0, end).toUpperCase()
        received = received.slice(end + 2)
        isMail = command === 'DATA'
        socket.write(isMail ? '354 go on\r\n' : '250 yes\r\n')
      }
    })
    function takeMail(line: Socket) {
      if (breaks === 'within the mail') return line.destroy()
      if (!received.endsWith('\r\n.\r\n')) return
      wholeMails++
      line.destroy()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    wholeMails: () => wholeMails,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
