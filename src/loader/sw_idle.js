// The service worker while the page is worked on: keeps nothing, and frees the place from one that does.

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith('tucham ')) await caches.delete(name);
  }
  await self.clients.claim();
}
