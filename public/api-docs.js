// Starts Swagger UI on /api/docs. A file of its own, since that page's policy takes nothing inline.
const { classList, dataset } = document.documentElement
const system = matchMedia('(prefers-color-scheme: dark)')

/** Light or dark as the person chose, or as the system is at the moment: Swagger UI has both, and asks for neither itself. */
function paint() {
  classList.toggle('dark-mode', dataset.theme === 'dark' || (dataset.theme === 'system' && system.matches))
}

paint()
system.addEventListener('change', paint)

window.SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  // It would send the document's address to a server elsewhere.
  validatorUrl: null,
})
