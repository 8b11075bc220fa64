/** Where a browser finds a worker: nowhere, in Node. */
export default 'no worker in Node';
