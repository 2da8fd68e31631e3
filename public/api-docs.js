// Starts Swagger UI on /api/docs. A file of its own, since that page's policy takes nothing inline.
window.SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  // It would send the document's address to a server elsewhere.
  validatorUrl: null,
})
