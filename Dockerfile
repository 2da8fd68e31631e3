# The product as a container: docker build -t vestibule . && docker run -p 3000:3000 -v vestibule:/data --env-file .env vestibule
# docs/operating.md says more; compose.yaml runs two of them with PostgreSQL and Redis.

FROM node:26-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
# Of their own, so that a change of code does not install anew.
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
# What Next leaves out of a standalone build belongs beside it.
RUN BUILD_OUTPUT=standalone npm run build \
  && cp -r public .next/standalone/public \
  && cp -r .next/static .next/standalone/.next/static

# docker compose run --rm commands admin:create: what an operator does by npm, with all that the scripts need.
FROM build AS commands
ENV NODE_ENV=production \
    DATABASE_URL=file:/data/vestibule.db
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
ENTRYPOINT ["npm", "run", "--silent"]

FROM node:26-slim
WORKDIR /app
# The memory's two are those that lib/server/serve-cluster.ts gives to its processes.
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    MALLOC_ARENA_MAX=2 \
    NODE_OPTIONS=--max-semi-space-size=8 \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATABASE_URL=file:/data/vestibule.db
# The one folder that it writes, and only with SQLite. The rest belongs to root: a break-in changes no code.
RUN mkdir /data && chown node:node /data
COPY --from=build /app/.next/standalone ./
VOLUME /data
USER node
EXPOSE 3000
# Whether the process answers, not whether the database does: starting it anew would mend nothing there.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "scripts/check-health.mjs"]
# One process in a container, started directly so that SIGTERM reaches it; more of them are more containers.
CMD ["node", "scripts/serve-process.mjs"]
