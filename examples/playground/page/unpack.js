'use strict';
// The page's scripts and the compiled networks, which lie in it as one packed text.

async function unpack(text) {
  const packed = Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(unpacked).arrayBuffer());
  const end = bytes.indexOf(10);  // of the first line, behind which are the modules
  return {...JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))), modules: bytes.subarray(end + 1)};
}

let catalogue;
unpack(document.getElementById('packed').textContent).then((unpacked) => {
  catalogue = unpacked;
  for (const textContent of unpacked.scripts)
    document.body.append(Object.assign(document.createElement('script'), {textContent}));
  return begin();
}).catch((error) => {
  const failure = document.getElementById('failure');
  failure.hidden = false;
  failure.textContent = `This page needs a browser with WebAssembly and DecompressionStream. ${error}`;
  throw error;
});
