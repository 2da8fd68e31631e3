import { expect, it } from 'vitest'
import { isApiRequest } from './is-api-request'

const NAVIGATION = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'sec-fetch-mode': 'navigate',
}
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const MULTIPART = { 'content-type': 'multipart/form-data; boundary=x' }
const JSON_BODY = { 'content-type': 'Application/JSON; charset=utf-8' }
const AXIOS = { accept: 'application/json, text/plain, */*' }
const FETCH = { accept: '*/*', 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' }
const ACTION = { ...FETCH, ...MULTIPART, accept: 'text/x-component', 'next-action': '40' }

it.each([
  ['a link', 'GET', NAVIGATION],
  ['a link, as browsers without Sec-Fetch-Mode ask', 'GET', { accept: 'text/html,*/*;q=0.8' }],
  ['a link that asks for anything', 'GET', { accept: '*/*', 'sec-fetch-mode': 'navigate' }],
  ['a look at a page’s headers', 'HEAD', { accept: 'text/html' }],
  ['a form without script', 'POST', { ...NAVIGATION, ...FORM }],
  ['a form with a file', 'POST', { ...NAVIGATION, ...MULTIPART }],
  ['a form behind a proxy that asks for a password', 'POST', { ...NAVIGATION, ...FORM, authorization: 'Basic YTpi' }],
  ['a link behind such a proxy', 'GET', { accept: 'text/html', authorization: 'negotiate YTpi' }],
  ['a server action', 'POST', ACTION],
  ['a part of a page', 'GET', { ...FETCH, rsc: '1' }],
  ['a prefetch of a part of a page', 'GET', { ...FETCH, rsc: '1', 'next-router-prefetch': '1' }],
])('leaves %s to the page', (_, method, headers) => {
  expect(isApiRequest({ method, headers })).toBe(false)
})

it.each([
  ['curl', 'GET', { accept: '*/*' }],
  ['a client that accepts nothing in particular', 'GET', {}],
  ['axios', 'GET', AXIOS],
  ['fetch', 'GET', FETCH],
  ['a form by curl', 'POST', { accept: '*/*', ...FORM }],
  ['a form by axios', 'POST', { ...AXIOS, ...FORM }],
  ['FormData by fetch', 'POST', { ...FETCH, ...MULTIPART }],
  ['JSON', 'POST', { accept: '*/*', ...JSON_BODY }],
  ['JSON that takes a page too', 'POST', { accept: 'text/html', ...JSON_BODY }],
  ['JSON of a vendor', 'POST', { accept: '*/*', 'content-type': 'application/vnd.api+json' }],
  ['plain text', 'POST', { accept: '*/*', 'content-type': 'text/plain' }],
  ['nothing, as a log-out sends', 'POST', { accept: '*/*' }],
  ['one who prefers JSON', 'GET', { accept: 'application/json, text/html;q=0.1' }],
  ['XML alone', 'GET', { accept: 'application/xml' }],
  ['a token', 'GET', { accept: 'text/html', authorization: 'Bearer x' }],
  ['a token that was lost', 'GET', { accept: 'text/html', authorization: 'Bearer' }],
  ['a token of another scheme', 'GET', { accept: 'text/html', authorization: 'JWT x' }],
  ['a scheme that is none', 'GET', { accept: 'text/html', authorization: 'Basics x' }],
  [
    'a preflight',
    'OPTIONS',
    { accept: '*/*', origin: 'https://app.example.com', 'access-control-request-method': 'POST' },
  ],
  ['a question for the methods', 'OPTIONS', { accept: 'text/html' }],
  ['a change', 'PATCH', { accept: 'text/html' }],
  ['a replacement', 'PUT', { accept: '*/*' }],
  ['a deletion', 'DELETE', { accept: '*/*' }],
])('takes %s for an API client’s', (_, method, headers) => {
  expect(isApiRequest({ method, headers })).toBe(true)
})
