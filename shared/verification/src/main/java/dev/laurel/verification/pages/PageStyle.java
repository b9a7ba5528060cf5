package dev.laurel.verification.pages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one style of all pages: inline in a `<style>` element that holds exactly [#CSS], so that the
/// content security policy can name it by its hash. Light and dark, from 320 px up, either writing
/// direction, printable, no script.
///
/// Building blocks: `<main>`; `img.badge` and `p.eyebrow` above an `h1`;
/// `.verdict.good|bad|unknown` with `span.sign`, `span.why` and `small`; sections with `h2`; `dl`
/// for facts; `ul.plain` and `ul.checks`; tables whose cells wrap;
/// `span.mark.passed|failed|unknown|none`; `button`, `button.quiet` and `a.button`; `form.whole`
/// with a `textarea` or a file; `code` for digests and ids, `pre` for what is copied; `footer`.
public final class PageStyle {
  /// The style sheet. No constant of the compiler's: a caller compiled earlier would keep an older
  /// text, which the policy then refuses.
  public static final String CSS =
      """
      :root{color-scheme:light dark;--paper:#f4f2ea;--card:#fffefa;--ink:#1c2b24;--soft:#54625b;\
      --line:#dcd8ca;--leaf:#1d6a47;--good:#1d6a47;--good-bg:#e6f2ea;--bad:#9e2427;--bad-bg:#fbeae8;\
      --unknown:#7a5200;--unknown-bg:#fbf1da}
      @media (prefers-color-scheme:dark){:root{--paper:#111714;--card:#19211d;--ink:#e9efeb;\
      --soft:#a9b6ae;--line:#33403a;--leaf:#86d6aa;--good:#86d6aa;--good-bg:#183126;--bad:#ffaaa3;\
      --bad-bg:#3b1d1d;--unknown:#f2ca74;--unknown-bg:#352a12}}
      *{box-sizing:border-box}
      html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
      body{margin:0;background:var(--paper);color:var(--ink);\
      font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
      main{max-width:46rem;margin:0 auto;padding:clamp(1rem,4vw,3rem) clamp(1rem,4vw,2rem)}
      header.top{padding-top:clamp(.5rem,3vw,2rem);margin-bottom:2rem}
      .eyebrow{margin:0 0 .5rem;color:var(--leaf);font-size:.875rem;font-weight:600;\
      letter-spacing:.04em}
      h1{margin:0;font:600 clamp(1.75rem,6vw,2.75rem)/1.15 ui-serif,Georgia,"Noto Serif",serif;\
      overflow-wrap:anywhere;text-wrap:balance}
      h2{margin:0 0 .75rem;font:600 1.25rem/1.3 ui-serif,Georgia,"Noto Serif",serif}
      p{margin:0 0 1rem}
      p:last-child{margin-bottom:0}
      a{color:var(--leaf);text-underline-offset:.2em;overflow-wrap:anywhere}
      a:focus-visible,button:focus-visible,summary:focus-visible,textarea:focus-visible,input:focus-visible,iframe:focus-visible,\
      pre:focus-visible{outline:3px solid var(--leaf);\
      outline-offset:2px;border-radius:2px}
      .verdict{display:flex;gap:.75rem;align-items:flex-start;margin:1.25rem 0 0;padding:1rem 1.125rem;\
      border-radius:.75rem;border:1px solid;font-size:1.125rem;line-height:1.45}
      .verdict .sign{flex:none;inline-size:1.75rem;block-size:1.75rem;border-radius:50%;\
      border:2px solid;text-align:center;font-weight:700;line-height:1.5rem}
      .verdict p{margin:0}p.verdict{margin-bottom:1.25rem}
      .verdict .why{display:block;margin-top:.25rem;color:var(--ink);font-size:1rem;\
      overflow-wrap:anywhere}
      .verdict small{display:block;margin-top:.25rem;color:var(--soft);font-size:.875rem}
      .good{color:var(--good);background:var(--good-bg)}
      .bad{color:var(--bad);background:var(--bad-bg)}
      .unknown{color:var(--unknown);background:var(--unknown-bg)}
      section{margin:0 0 1.25rem;padding:1.25rem clamp(1rem,3vw,1.5rem);background:var(--card);\
      border:1px solid var(--line);border-radius:.75rem}
      .label{margin-bottom:.125rem}
      .label,.soft{color:var(--soft);font-size:.9375rem}
      .badge{display:block;max-width:9rem;max-height:9rem;margin:0 0 1.25rem;border-radius:.75rem}
      @media (prefers-color-scheme:dark){.badge{padding:.5rem;background:#f4f2ea}}
      .recipient{font:600 1.375rem/1.3 ui-serif,Georgia,"Noto Serif",serif;overflow-wrap:anywhere}
      table{inline-size:100%;border-collapse:collapse}
      th,td{padding-block:.625rem;padding-inline:0 .75rem;border-top:1px solid var(--line);text-align:start;\
      vertical-align:top;overflow-wrap:break-word}
      tbody tr:last-child>*{padding-bottom:0}
      th:last-child,td:last-child{padding-inline-end:0}
      thead th{border-top:0;color:var(--soft);font-size:.875rem;font-weight:600}
      tbody th{font-weight:600}
      td p,th p{margin:.125rem 0 0;font-weight:400;color:var(--soft);font-size:.9375rem}
      .mark{display:inline-block;flex:none;padding:.125rem .5rem;border-radius:.5rem;\
      font-size:.875rem;font-weight:600;white-space:nowrap}
      .mark.passed{color:var(--good);background:var(--good-bg)}
      .mark.failed{color:var(--bad);background:var(--bad-bg)}
      .mark.none{color:var(--soft);border:1px solid var(--line)}
      summary{inline-size:fit-content;padding:.125rem 0;cursor:pointer;color:var(--soft);\
      font-size:.875rem}
      details p{margin-top:.25rem;font-size:.9375rem}
      dl{display:grid;grid-template-columns:minmax(6rem,max-content) 1fr;gap:.375rem 1.25rem;margin:0}
      dt{color:var(--soft);font-size:.9375rem}
      dd{margin:0;overflow-wrap:anywhere}
      ul.plain{margin:0;padding:0;list-style:none}
      ul.plain>li{padding:.75rem 0;border-top:1px solid var(--line)}
      ul.plain>li:first-child{padding-top:0;border-top:0}
      ul.plain>li:last-child{padding-bottom:0}
      ul.plain p{margin-bottom:.25rem}
      ul.checks strong{display:flex;flex-wrap:wrap;gap:.125rem .75rem;justify-content:space-between;\
      align-items:baseline}
      ul.checks p{margin:0;color:var(--soft);font-size:.9375rem;overflow-wrap:anywhere}
      code,pre{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
      pre{margin:0 0 1rem;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.5rem;\
      background:var(--paper);white-space:pre-wrap}
      pre:last-child{margin-bottom:0}
      button,a.button{display:inline-block;min-height:2.75rem;padding:.5rem 1.25rem;border:1px solid var(--leaf);\
      border-radius:.5rem;background:var(--leaf);color:var(--card);font:inherit;font-weight:600;\
      text-decoration:none;cursor:pointer}
      button.quiet,a.quiet{background:transparent;color:var(--leaf)}
      form{display:inline-block;margin:0 .5rem .5rem 0}
      form.whole{display:block;margin:0 0 1rem}
      textarea{display:block;inline-size:100%;padding:.75rem 1rem;border:1px solid var(--soft);\
      border-radius:.5rem;background:var(--paper);color:var(--ink);resize:vertical;\
      font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
      input[type=file]{max-inline-size:100%;font:inherit;color:var(--soft)}
      input::file-selector-button{min-height:2.75rem;margin-inline-end:1rem;padding:.5rem 1.25rem;\
      border:1px solid var(--leaf);border-radius:.5rem;background:transparent;color:var(--leaf);\
      font:inherit;font-weight:600;cursor:pointer}
      footer{padding:.5rem 0 2rem;color:var(--soft);font-size:.875rem}
      @media (max-width:26rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
      @media print{@page{margin:12mm}\
      :root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#000;--soft:#333;--line:#bbb;\
      --leaf:#1d6a47;--good:#1d6a47;--good-bg:#fff;--bad:#9e2427;--bad-bg:#fff;--unknown:#7a5200;\
      --unknown-bg:#fff}\
      html{font-size:8.5pt}body{line-height:1.35}main{max-width:none;padding:0}\
      header.top{padding:0;margin-bottom:.75rem}.badge{max-height:5rem;margin-bottom:.5rem;\
      background:none}h1{font-size:1.75rem}.verdict{margin-top:.75rem;padding:.5rem .75rem}\
      section{margin-bottom:.5rem;padding:.5rem .75rem}h2{margin-bottom:.25rem;break-after:avoid}\
      p{margin-bottom:.375rem}th,td{padding-block:.25rem}ul.plain>li{padding:.375rem 0}\
      ul.checks{columns:2;column-gap:2rem}li,tr{break-inside:avoid}.mark,.mark.none{padding:0;border:0}\
      details,form,button,a.button{display:none}footer{padding:0}}
      """
          .strip();

  /// Nothing that could end a source or a directive of a policy.
  private static final Pattern ORIGIN =
      Pattern.compile("(https?://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?)(?:/|$)");

  private PageStyle() {}

  /// The source that allows [#CSS] in a policy's `style-src`: `'sha256-...'`.
  public static String source() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(CSS.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The origin of an http or https address, fit for a policy; empty where the text is no such
  /// address.
  public static String origin(String url) {
    Matcher matcher = ORIGIN.matcher(url);
    return matcher.lookingAt() ? matcher.group(1) : "";
  }

  /// The `Content-Security-Policy` of a page. `images` is an origin from which pictures may come
  /// beside the page's own, or empty; `forms` says whether the page has a form that posts to its
  /// own origin.
  public static String policy(String images, boolean forms) {
    return "default-src 'none'; img-src 'self'"
        + (images.isEmpty() ? "" : " " + images)
        + "; style-src "
        + source()
        + "; base-uri 'none'; form-action "
        + (forms ? "'self'" : "'none'")
        + "; frame-ancestors 'none'";
  }
}
