package dev.laurel.credentials.baking;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

final class SvgTest {
  private static final String OPEN = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox='0 0 9 9'>";
  private static final String PLAIN =
      "\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!-- drawn > here -->\n"
          + OPEN
          + "<title>Ü &lt; &#x6c34;</title>\n <path d=\"M0 0h9v9z\" fill='url(#a)'/></svg>\n";
  private static final String CREDENTIAL = "{\"name\":\"Gewässer & <水>\",\"d\":\"a>b\"}";
  private static final String JWS = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln-_";
  private static final String ROOM = "xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"";

  @Test
  @Tag("check-82")
  void bake_intoAPlainImage_splicesTwoPiecesAndTouchesNothingElse() {
    String baked = text(done(Baking.bake(bytes(PLAIN), CREDENTIAL)));
    String element =
        "<openbadges:credential><![CDATA[" + CREDENTIAL + "]]></openbadges:credential>";
    assertThat(baked).contains("<svg " + ROOM + " xmlns=").contains("9'>" + element + "<title>");
    assertThat(baked.replace(" " + ROOM, "").replace(element, "")).isEqualTo(PLAIN);
  }

  @Test
  @Tag("check-82")
  void bake_ofACompactJws_writesTheAttribute() {
    assertThat(text(done(Baking.bake(bytes(PLAIN), JWS))))
        .contains("<openbadges:credential verify=\"" + JWS + "\"/><title>");
  }

  @Test
  @Tag("check-82")
  void unbake_ofABakedImage_givesTheCredentialByteForByte() {
    for (String credential : new String[] {CREDENTIAL, JWS, "{}"}) {
      byte[] baked = done(Baking.bake(bytes(PLAIN), credential));
      assertThat(Baking.unbake(baked)).isEqualTo(new Unbaked.Found(credential));
    }
  }

  @Test
  @Tag("check-82")
  void bake_intoABakedImage_isAsIfItHadBeenPlain() {
    byte[] once = done(Baking.bake(bytes(PLAIN), CREDENTIAL));
    assertThat(text(done(Baking.bake(once, JWS))))
        .isEqualTo(text(done(Baking.bake(bytes(PLAIN), JWS))));
  }

  @Test
  void bake_ofJsonThatEndsACdataSection_escapesItAsJson() {
    String json = "{\"a\":\"x]]>y]]>\uffff\"}";
    byte[] baked = done(Baking.bake(bytes(PLAIN), json));
    assertThat(Baking.unbake(baked))
        .isEqualTo(new Unbaked.Found("{\"a\":\"x]]\\u003ey]]\\u003e\\uffff\"}"));
  }

  @Test
  void bake_readByAnXmlParser_holdsTheCredential() throws Exception {
    byte[] baked = done(Baking.bake(bytes(PLAIN), CREDENTIAL));
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Element root =
        factory.newDocumentBuilder().parse(new ByteArrayInputStream(baked)).getDocumentElement();
    Element held = (Element) root.getFirstChild();
    assertThat(held.getNamespaceURI()).isEqualTo("https://purl.imsglobal.org/ob/v3p0");
    assertThat(held.getLocalName()).isEqualTo("credential");
    assertThat(held.getTextContent()).isEqualTo(CREDENTIAL);
  }

  @Test
  void unbake_ofAnImageWithoutOne_findsNone() {
    assertThat(Baking.unbake(bytes(PLAIN))).isEqualTo(new Unbaked.None());
    assertThat(Baking.unbake(bytes(OPEN + "<credential>{}</credential></svg>")))
        .isEqualTo(new Unbaked.None());
  }

  @Test
  void unbake_withAnotherPrefixOrEscapedText_findsIt() {
    String other =
        OPEN
            + "<b:credential xmlns:b='https://purl.imsglobal.org/ob/v3p0'> {&quot;a&quot;:1} "
            + "</b:credential></svg>";
    assertThat(Baking.unbake(bytes(other))).isEqualTo(new Unbaked.Found("{\"a\":1}"));
  }

  @Test
  void unbake_ofAnOlderBadge_saysSo() {
    String older =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:openbadges=\"http://openbadges.org\">"
            + "<openbadges:assertion verify=\"https://badges.example/1.json\"><![CDATA[{\"a\":1}]]>"
            + "</openbadges:assertion></svg>";
    assertThat(Baking.unbake(bytes(older)))
        .isEqualTo(new Unbaked.OpenBadges2("https://badges.example/1.json"));
    assertThat(Baking.bake(bytes(older), JWS)).isInstanceOf(Baked.Refused.class);
  }

  @Test
  void unbake_withTwoOrAMisplacedCredential_isRefused() {
    String one = "<openbadges:credential verify=\"" + JWS + "\"/>";
    String room = OPEN.replace("<svg ", "<svg " + ROOM + " ");
    assertThat(refusal(room + one + one + "</svg>")).contains("two credentials");
    assertThat(refusal(room + "<g>" + one + "</g></svg>")).contains("directly");
    assertThat(refusal(room + one.replace("/>", ">{}</openbadges:credential>") + "</svg>"))
        .contains("two credentials");
    assertThat(refusal(room + "<openbadges:credential/></svg>")).contains("empty");
    assertThat(refusal(room + "<openbadges:credential><g>{}</g></openbadges:credential></svg>"))
        .contains("holds an element");
  }

  @ParameterizedTest
  @Tag("check-79")
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<SCRIPT/>",
        "<a:script xmlns:a='http://www.w3.org/2000/svg'/>",
        "<path onload='x()'/>",
        "<path ONCLICK='x()'/>",
        "<foreignObject/>",
        "<image href='https://evil.example/x.png'/>",
        "<image xlink:href='//evil.example/x.png'/>",
        "<image href='data:image/svg+xml;base64,PHN2Zy8+'/>",
        "<image href='data:text/html,x'/>",
        "<a href='javascript:alert(1)'/>",
        "<a href='&#106;avascript:alert(1)'/>",
        "<a href=' https://evil.example'/>",
        "<use href='#a'/>",
        "<use xlink:href='https://evil.example/a.svg#x'/>",
        "<style>@import url(https://evil.example/x.css);</style>",
        "<style><![CDATA[@import 'x.css';]]></style>",
        "<style>@im<!-- -->port 'x.css';</style>",
        "<style>&#64;import 'x.css';</style>",
        "<style>\\40 import 'x.css';</style>",
        "<style>rect{fill:url(https://evil.example/x)}</style>",
        "<style>rect{background:image-set('https://evil.example/x' 1x)}</style>",
        "<rect style='fill:URL( \"https://evil.example/x\" )'/>",
        "<rect fill='url(https://evil.example/x)'/>",
        "<rect filter='url(&quot;//evil.example/x&quot;)'/>",
        "<rect xml:base='https://evil.example/'/>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
        "<animate attributeName='xlink:href' values='javascript:alert(1)'/>",
        "<set attributeName='onclick' to='x()'/>",
        "<iframe src='https://evil.example'/>",
        "<p xmlns='http://www.w3.org/1999/xhtml'/>",
        "<h:p xmlns:h='http://www.w3.org/1999/xhtml'/>",
        "<math xmlns='http://www.w3.org/1998/Math/MathML'/>",
        "<?xml-stylesheet href='https://evil.example/x.css'?>",
        "<?php x ?>"
      })
  void unbake_withAnythingActive_isRefused(String inner) {
    assertThat(refusal(OPEN + inner + "</svg>")).isNotBlank();
    assertThat(Baking.bake(bytes(OPEN + inner + "</svg>"), JWS)).isInstanceOf(Baked.Refused.class);
  }

  @ParameterizedTest
  @Tag("check-80")
  @ValueSource(
      strings = {
        "<!DOCTYPE svg><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<!doctype svg><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<!DOCTYPE svg SYSTEM 'file:///etc/passwd'><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            + "<svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>",
        "<!DOCTYPE svg [<!ENTITY % p SYSTEM 'http://evil.example/d'> %p;]>"
            + "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "<!DOCTYPE s [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
            + "<svg xmlns='http://www.w3.org/2000/svg'>&b;</svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><!DOCTYPE x></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' id='&x;'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'>%p;&#0;</svg>"
      })
  void unbake_withADoctypeOrAnEntity_isRefused(String svg) {
    assertThat(refusal(svg)).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg xmlns='http://www.w3.org/2000/svg'>",
        "<svg xmlns='http://www.w3.org/2000/svg'></g></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'/><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'/>text",
        "<svg xmlns='http://www.w3.org/2000/svg' a='1' a='2'/>",
        "<svg xmlns='http://www.w3.org/2000/svg' a=1/>",
        "<svg xmlns='http://www.w3.org/2000/svg' a/>",
        "<svg xmlns='http://www.w3.org/2000/svg' a='<'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'a='1'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'>]]></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><!-- -- --></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><x:g/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'>\u0001</svg>",
        "<svg/>",
        "<html xmlns='http://www.w3.org/2000/svg'/>",
        "<?xml version='1.1'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<?xml version='1.0' encoding='utf-7'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "<!-- only -->",
        "<"
      })
  void unbake_ofMalformedXml_isRefused(String svg) {
    assertThat(refusal(svg)).isNotBlank();
  }

  @Test
  void unbake_inAnotherEncoding_isRefused() {
    assertThat(Baking.unbake(PLAIN.getBytes(UTF_16))).isInstanceOf(Unbaked.Refused.class);
    byte[] latin = bytes(OPEN + "xx</svg>");
    latin[OPEN.length()] = (byte) 0xe9;
    assertThat(Baking.unbake(latin)).isInstanceOf(Unbaked.Refused.class);
  }

  @Test
  void unbake_beyondALimit_isRefused() {
    assertThat(refusal(OPEN + "<g>".repeat(200) + "</g>".repeat(200) + "</svg>"))
        .contains("200 deep");
    StringBuilder many = new StringBuilder(OPEN + "<g");
    for (int i = 0; i < 201; i++) {
      many.append(" a").append(i).append("=''");
    }
    assertThat(refusal(many + "/></svg>")).contains("too many attributes");
    assertThat(refusal(OPEN + "<g/>".repeat(100_000) + "</svg>")).contains("100000 elements");
    assertThat(Baking.unbake(bytes(OPEN + "<g/>".repeat(99_999) + "</svg>")))
        .isEqualTo(new Unbaked.None());
    assertThat(refusal(OPEN + " ".repeat(Baking.MAX_IMAGE_BYTES) + "</svg>")).contains("larger");
  }

  @Test
  void unbake_ofGoodDrawings_isNotRefused() {
    String drawing =
        OPEN
            + "<defs><linearGradient id='a'><stop offset='0'/></linearGradient></defs>"
            + "<style>.a{fill:url(#a);stroke:#123}</style><a href='#a'><g class='a'/></a>"
            + "<image href='data:image/png;base64,iVBORw0KGgo='/><text>x &amp; y</text>"
            + "<animate attributeName='opacity' values='0;1'/></svg>";
    assertThat(Baking.unbake(bytes(drawing))).isEqualTo(new Unbaked.None());
  }

  @Test
  void unbake_ofTenThousandChangedImages_neverThrows() {
    Random random = new Random(79);
    byte[] baked = done(Baking.bake(bytes(PLAIN), CREDENTIAL));
    String signs = "<>/!?&;'\"=[] -:#xa\0";
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] changed = baked.clone();
      int flips = 1 + random.nextInt(4);
      for (int flip = 0; flip < flips; flip++) {
        changed[random.nextInt(changed.length)] =
            (byte) signs.charAt(random.nextInt(signs.length()));
      }
      refused += Baking.unbake(changed) instanceof Unbaked.Refused ? 1 : 0;
    }
    assertThat(refused).isBetween(3_000, 9_999);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static byte[] done(Baked baked) {
    assertThat(baked).isInstanceOf(Baked.Done.class);
    return ((Baked.Done) baked).image();
  }

  private static String refusal(String svg) {
    Unbaked unbaked = Baking.unbake(bytes(svg));
    assertThat(unbaked).isInstanceOf(Unbaked.Refused.class);
    return ((Unbaked.Refused) unbaked).why();
  }
}
