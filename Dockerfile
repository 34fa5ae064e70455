# The mock as an image: docker build -t dayzero-contract . && docker run --rm --read-only -p 4010:4010 dayzero-contract
# To control it from outside the container: … dayzero-contract mock --host 0.0.0.0 --control-token TOKEN
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev && mkdir /data

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/contract/openapi.json ./contract/openapi.json
COPY --from=build /app/reports/schema ./reports/schema
COPY --from=build /app/dist ./dist
# For `--store file:/data`; nothing else is ever written.
COPY --from=build --chown=node:node /data /data
VOLUME ["/data"]
USER node
EXPOSE 4010
# Alive, not ready: a mock whose Redis is away is not to be restarted.
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4010/_mock/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/cli.js"]
CMD ["mock", "--host", "0.0.0.0"]
