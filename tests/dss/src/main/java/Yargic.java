// SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
// SPDX-License-Identifier: Apache-2.0

import eu.europa.esig.dss.enumerations.ValidationLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.client.http.IgnoreDataLoader;
import eu.europa.esig.dss.spi.policy.SignaturePolicyProvider;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.ExternalResourcesOCSPSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.policy.ValidationPolicyLoader;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * Judges signed files with EU DSS, offline, at a given moment: {@code java Yargic ISTEK.json CIKTI.json}.
 *
 * <p>What may be trusted and every piece of evidence is handed in; no socket can be opened. One start of the JVM serves many files, and
 * a file that DSS cannot read is an answer with {@code hata}, not the end of the run.
 */
public final class Yargic {

    private Yargic() {}

    public static void main(String[] secenekler) throws IOException {
        if (secenekler.length != 2) {
            System.err.println("kullanım: java Yargic ISTEK.json CIKTI.json");
            System.exit(2);
        }
        Locale.setDefault(Locale.ENGLISH);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        forbidNetwork();
        JSONArray istekler = new JSONArray(Files.readString(Path.of(secenekler[0]), StandardCharsets.UTF_8));
        JSONArray cevaplar = new JSONArray();
        for (int i = 0; i < istekler.length(); i++) {
            cevaplar.put(answer(istekler.getJSONObject(i)));
        }
        Files.writeString(Path.of(secenekler[1]), cevaplar.toString(1), StandardCharsets.UTF_8);
    }

    /** Lets every attempt to open a connection fail, whatever library makes it. */
    @SuppressWarnings("deprecation")
    private static void forbidNetwork() throws IOException {
        Socket.setSocketImplFactory(() -> {
            throw new IllegalStateException("no network");
        });
    }

    private static JSONObject answer(JSONObject istek) {
        long bas = System.nanoTime();
        JSONObject cevap = new JSONObject().put("ad", istek.getString("ad"));
        JSONArray notlar = new JSONArray();
        try {
            Reports raporlar = judge(istek, notlar);
            Rapor.write(raporlar, cevap);
            if (istek.has("raporlar")) {
                keep(raporlar, Path.of(istek.getString("raporlar")));
            }
        } catch (JSONException hata) {
            throw hata; // the request itself is wrong
        } catch (IOException | RuntimeException hata) {
            cevap.put("hata", hata.getClass().getSimpleName() + ": " + hata.getMessage());
        } catch (StackOverflowError hata) {
            cevap.put("hata", "StackOverflowError");
        }
        return cevap.put("notlar", notlar).put("sure_ms", (System.nanoTime() - bas) / 1_000_000);
    }

    private static Reports judge(JSONObject istek, JSONArray notlar) throws IOException {
        SignedDocumentValidator denetleyen = SignedDocumentValidator.fromDocument(document(istek.getString("imza")));
        denetleyen.setCertificateVerifier(verifier(istek, notlar));
        denetleyen.setSignaturePolicyProvider(policies(istek));
        denetleyen.setValidationTime(Date.from(OffsetDateTime.parse(istek.getString("an")).toInstant()));
        denetleyen.setValidationLevel(ValidationLevel.ARCHIVAL_DATA);
        denetleyen.setLocale(Locale.ENGLISH);
        denetleyen.setIncludeSemantics(false);
        if (istek.has("icerik")) {
            denetleyen.setDetachedContents(List.of(document(istek.getString("icerik"))));
        }
        if (istek.has("kayitlar")) {
            denetleyen.setDetachedEvidenceRecordDocuments(documents(istek.getJSONArray("kayitlar")));
        }
        ValidationPolicyLoader politika = istek.has("politika")
                ? ValidationPolicyLoader.fromValidationPolicy(document(istek.getString("politika")))
                : ValidationPolicyLoader.fromDefaultValidationPolicy();
        return denetleyen.validateDocument(politika.create());
    }

    /** Roots from {@code kokler}; certificates, CRLs and OCSP answers from the folder {@code kanit}; nothing else. */
    private static CommonCertificateVerifier verifier(JSONObject istek, JSONArray notlar) throws IOException {
        CommonTrustedCertificateSource kokler = new CommonTrustedCertificateSource();
        for (Path yol : files(istek.getJSONArray("kokler"))) {
            kokler.addCertificate(DSSUtils.loadCertificate(yol.toFile()));
        }
        CommonCertificateSource ekler = new CommonCertificateSource();
        List<DSSDocument> siller = new ArrayList<>();
        List<DSSDocument> ocspler = new ArrayList<>();
        List<Path> kanit = istek.has("kanit") ? files(new JSONArray().put(istek.getString("kanit"))) : List.of();
        for (Path yol : kanit) {
            try {
                take(yol, ekler, siller, ocspler);
            } catch (RuntimeException hata) {
                notlar.put(yol.getFileName() + ": " + hata.getMessage());
            }
        }
        CommonCertificateVerifier denetci = new CommonCertificateVerifier();
        denetci.setAIASource(null);
        denetci.setTrustedCertSources(kokler);
        denetci.setAdjunctCertSources(ekler);
        denetci.setCrlSource(new ExternalResourcesCRLSource(siller.toArray(DSSDocument[]::new)));
        denetci.setOcspSource(new ExternalResourcesOCSPSource(ocspler.toArray(DSSDocument[]::new)));
        denetci.setRevocationFallback(true);
        return denetci;
    }

    /** Sorts one file of evidence by its ending; what DSS cannot read is refused alone, before it can spoil the rest. */
    private static void take(Path yol, CommonCertificateSource ekler, List<DSSDocument> siller, List<DSSDocument> ocspler) {
        String ad = yol.getFileName().toString();
        DSSDocument belge = new FileDocument(yol.toFile());
        if (ad.endsWith(".cer")) {
            ekler.addCertificate(DSSUtils.loadCertificate(yol.toFile()));
        } else if (ad.endsWith(".crl")) {
            new ExternalResourcesCRLSource(belge);
            siller.add(belge);
        } else if (ad.endsWith(".ors")) {
            new ExternalResourcesOCSPSource(belge);
            ocspler.add(belge);
        } else {
            throw new IllegalArgumentException("neither .cer, .crl nor .ors");
        }
    }

    /** Signature policy documents by OID ({@code imza_politikalari}); their addresses are never asked. */
    private static SignaturePolicyProvider policies(JSONObject istek) {
        Map<String, DSSDocument> belgeler = new HashMap<>();
        JSONObject yollar = istek.optJSONObject("imza_politikalari", new JSONObject());
        for (String oid : yollar.keySet()) {
            belgeler.put(oid, document(yollar.getString(oid)));
        }
        SignaturePolicyProvider saglayan = new SignaturePolicyProvider();
        saglayan.setSignaturePoliciesById(belgeler);
        saglayan.setDataLoader(new IgnoreDataLoader());
        return saglayan;
    }

    /** Leaves DSS's own reports in a folder, for who wants to know why. */
    private static void keep(Reports raporlar, Path klasor) throws IOException {
        Files.createDirectories(klasor);
        Files.writeString(klasor.resolve("simple.xml"), raporlar.getXmlSimpleReport(), StandardCharsets.UTF_8);
        Files.writeString(klasor.resolve("detailed.xml"), raporlar.getXmlDetailedReport(), StandardCharsets.UTF_8);
        Files.writeString(klasor.resolve("diagnostic.xml"), raporlar.getXmlDiagnosticData(), StandardCharsets.UTF_8);
        Files.writeString(klasor.resolve("etsi.xml"), raporlar.getXmlValidationReport(), StandardCharsets.UTF_8);
    }

    private static DSSDocument document(String yol) {
        if (!Files.isReadable(Path.of(yol))) {
            throw new JSONException("no such file: " + yol);
        }
        return new FileDocument(yol);
    }

    private static List<DSSDocument> documents(JSONArray yollar) {
        List<DSSDocument> belgeler = new ArrayList<>();
        for (int i = 0; i < yollar.length(); i++) {
            belgeler.add(document(yollar.getString(i)));
        }
        return belgeler;
    }

    /** Files named one by one, and the files of folders named. */
    private static List<Path> files(JSONArray yollar) throws IOException {
        List<Path> dosyalar = new ArrayList<>();
        for (int i = 0; i < yollar.length(); i++) {
            Path yol = Path.of(yollar.getString(i));
            if (Files.isDirectory(yol)) {
                try (Stream<Path> icindekiler = Files.list(yol)) {
                    icindekiler.filter(Files::isRegularFile).sorted().forEach(dosyalar::add);
                }
            } else {
                dosyalar.add(yol);
            }
        }
        return dosyalar;
    }
}
