"""The dashboard: pages on the published file for people who write no SQL (`gipfel dashboard`, `make dashboard`).

Server-rendered HTML without scripts: every view is a link, works with the keyboard and on a phone, and asks nothing of the net.

| module | holds |
|---|---|
| `data` | opening the published file, one connection a request |
| `queries/` | the SQL, against the marts only |
| `charts`, `maps`, `network` | charts as Vega-Lite specifications, drawn as SVG and PNG |
| `texts/`, `wording` | what is said, one file a language; dates, places and meetings in words |
| `highlights` | the text of an article as HTML with its spans marked |
| `pages`, `downloads` | one function a page, a table, a picture |
| `app` | the addresses; `server` serves them on this machine |
"""
