// A service that takes Vestibule's access tokens: `ISSUER=https://accounts.example.com npm start`, then
// `curl http://localhost:8080 -H "Authorization: Bearer $ACCESS"`.
import { createServer } from 'node:http'
import { verifyAccessToken } from './verify-access-token.mjs'

const server = createServer(async (request, response) => {
  const [, token = ''] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  try {
    const bearer = await verifyAccessToken(token)
    if (!bearer) {
      response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end()
      return
    }
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ user_id: bearer.userId }))
  } catch (error) {
    console.error(error)
    response.writeHead(503).end()
  }
})

server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => console.log('Listening'))
