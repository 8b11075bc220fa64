/** The page at `/`; everything that changes is drawn by the script. */
export const pageDocument = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sandbox phones</title>
<link rel="stylesheet" href="/page.css">
<script src="/page.js" defer></script>
</head>
<body>
<header class="top">
  <div>
    <h1>Sandbox phones</h1>
    <p id="status" class="quiet">Connecting…</p>
  </div>
  <details id="faults" class="faults">
    <summary>Make Telegram fail<span id="fault-count" class="count" hidden></span></summary>
    <div class="panel">
      <form id="fault-form">
        <label>What happens
          <select name="kind">
            <option value="429">429, wait</option>
            <option value="500">500 server error</option>
            <option value="502">502 bad gateway</option>
            <option value="timeout">No answer at all</option>
            <option value="reset">Line cut, nothing sent</option>
            <option value="reset-after">Line cut, message was sent</option>
            <option value="403">403 blocked by the person</option>
          </select>
        </label>
        <label>Seconds to wait (429)
          <input name="retryAfter" type="number" min="1" max="600" value="5">
        </label>
        <label>For
          <select name="bot">
            <option value="">both bots</option>
            <option value="intake">intake bot</option>
            <option value="staff">staff bot</option>
          </select>
        </label>
        <label>How often
          <select name="times">
            <option value="1">next call</option>
            <option value="3">next 3 calls</option>
            <option value="10">next 10 calls</option>
            <option value="half">half of all calls</option>
            <option value="all">every call</option>
            <option value="outage">every call, polling too</option>
          </select>
        </label>
        <button type="submit" class="main">Add this fault</button>
      </form>
      <div class="switches">
        <label><input type="checkbox" id="duplicate"> Deliver every fifth update twice</label>
        <label><input type="checkbox" id="reorder"> Deliver every fifth update out of order</label>
        <label><input type="checkbox" id="rate-limits"> Telegram&rsquo;s limits (1 message a second per chat, 30 overall)</label>
      </div>
      <ul id="fault-list" class="fault-list" aria-label="Faults in force"></ul>
      <div class="row">
        <button type="button" id="clear-faults">Stop all faults</button>
        <button type="button" id="start-over" class="danger">Empty all phones</button>
      </div>
    </div>
  </details>
</header>
<nav id="tabs" class="tabs" aria-label="Phones"></nav>
<main id="phones" class="phones"></main>
<noscript><p class="notice">The phones need JavaScript.</p></noscript>
</body>
</html>
`;
