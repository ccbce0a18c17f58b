/** One plain look for all pages of the stand-in. */
export const STYLES = `
:root { color-scheme: light; font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif; color: #16202c; background: #f3f5f8; }
* { box-sizing: border-box; }
body { margin: 0; }
header { display: flex; align-items: center; gap: 16px; padding: 0 32px; height: 56px; background: #1d2733; color: #fff; }
header strong { font-size: 16px; letter-spacing: .2px; }
header .where { margin-left: auto; display: flex; gap: 10px; }
.chip { white-space: nowrap; padding: 3px 12px; border-radius: 999px; background: #32404f; font-size: 13px; }
.notice { margin: 0; padding: 8px 32px; background: #fff4d6; border-bottom: 1px solid #ecd9a0; color: #5c4708; font-size: 13px; }
main { max-width: 880px; margin: 40px auto; padding: 0 32px; }
.over { margin: 0; color: #5d6b7a; font-size: 13px; }
h1 { margin: 2px 0 4px; font-size: 30px; line-height: 1.25; overflow-wrap: anywhere; }
.arn { margin: 0 0 28px; font: 13px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; color: #3b4a5a; overflow-wrap: anywhere; }
.card { background: #fff; border: 1px solid #dfe4ea; border-radius: 12px; overflow: hidden; }
.card h2 { margin: 0; padding: 14px 24px; font-size: 15px; border-bottom: 1px solid #e8ecf0; }
dl { display: grid; grid-template-columns: 180px 1fr; margin: 0; padding: 8px 24px; }
dt, dd { padding: 9px 0; margin: 0; border-bottom: 1px solid #eef1f4; }
dt { color: #5d6b7a; }
dd { overflow-wrap: anywhere; }
dt:nth-last-of-type(1), dd:nth-last-of-type(1) { border-bottom: 0; }
footer { margin: 20px 0; color: #5d6b7a; font-size: 13px; }
a { color: #0b5cad; }
@media (max-width: 700px) {
  header { flex-wrap: wrap; height: auto; padding: 12px 20px; gap: 8px; }
  header .where { margin-left: 0; flex-wrap: wrap; }
  .notice, main { padding-left: 20px; padding-right: 20px; }
  dl { grid-template-columns: 1fr; }
  dt { padding-bottom: 0; border-bottom: 0; }
  dd { padding-top: 0; }
}
`;
