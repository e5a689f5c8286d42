// What goes wrong on a line: each fault answers for one file in the place of the server.

/** Faults by name. Each gets the response, and the body and headers that it should have had. */
export const FAULTS = {
  'the connection is dropped': (response) => response.destroy(),
  'half of it comes, then the connection ends': (response, {body, headers}) => {
    response.writeHead(200, {...headers, 'Content-Length': body.length});
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  },
  'half of it comes as if it were all': (response, {body, headers}) => {
    response.writeHead(200, headers).end(body.subarray(0, body.length / 2));
  },
  'nothing of it comes, as if that were all': (response, {headers}) => {
    response.writeHead(200, headers).end();
  },
  'half of it comes, then nothing more': (response, {body, headers}) => {
    response.writeHead(200, {...headers, 'Content-Length': body.length}).write(body.subarray(0, body.length / 2));
  },
  'no answer comes': () => {},
  'the server fails': (response) => {
    response.writeHead(500, {'Content-Type': 'text/html'}).end('<h1>500</h1>');
  },
  'the server has lost it': (response) => {
    response.writeHead(404, {'Content-Type': 'text/html'}).end('<h1>404</h1>');
  },
  'a sign-in page comes in its place': (response) => {
    response.writeHead(200, {'Content-Type': 'text/html'}).end('<!doctype html><title>Wi-Fi</title><p>Đăng nhập');
  },
};

/** The file of another version comes in its place. */
export function stale(body) {
  return (response, {headers}) => response.writeHead(200, headers).end(body);
}

/** Whether nothing more comes after this fault, so that only a bound on time ends the wait. */
export function isSilent(name) {
  return ['half of it comes, then nothing more', 'no answer comes'].includes(name);
}

/** Puts a fault before one file of the site; `times` times, and then no longer. Returns how often it happened so far. */
export function breakFile(site, file, fault, times = Infinity) {
  let count = 0;
  site.fault = (name, response, answer) => {
    if (name !== file || count >= times) return false;
    count += 1;
    fault(response, answer);
    return true;
  };
  return () => count;
}
