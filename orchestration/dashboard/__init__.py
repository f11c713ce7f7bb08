"""The dashboard: pages on the published file for people who write no SQL (`gipfel dashboard`, `make dashboard`).

Server-rendered HTML without scripts: every view is a link, works with the keyboard and on a phone, and asks nothing of the net.

| module | holds |
|---|---|
| `data` | opening the published file, one connection a request |
| `queries/` | the SQL, against the marts only |
| `charts`, `maps`, `network`, `graph` | charts as Vega-Lite specifications, drawn as SVG and PNG |
| `tables` | the columns of each table, and by what it is sorted |
| `texts/`, `wording` | what is said, one file a language; dates, places and meetings in words |
| `evidence`, `highlights` | what articles say: texts and sentences as HTML with their spans marked |
| `pages`, `downloads` | one function a page, a table, a picture |
| `app` | the addresses; `server` serves them on this machine |
"""
