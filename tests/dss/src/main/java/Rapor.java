// SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
// SPDX-License-Identifier: Apache-2.0

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.EvidenceRecordWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.simplereport.jaxb.XmlDetails;
import eu.europa.esig.dss.simplereport.jaxb.XmlEvidenceRecord;
import eu.europa.esig.dss.simplereport.jaxb.XmlEvidenceRecords;
import eu.europa.esig.dss.simplereport.jaxb.XmlMessage;
import eu.europa.esig.dss.simplereport.jaxb.XmlSignature;
import eu.europa.esig.dss.simplereport.jaxb.XmlTimestamp;
import eu.europa.esig.dss.simplereport.jaxb.XmlTimestamps;
import eu.europa.esig.dss.simplereport.jaxb.XmlToken;
import eu.europa.esig.dss.validation.reports.Reports;
import java.util.Date;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONObject;

/** Tells DSS's simple report, and a few facts of its diagnostic data, in JSON. */
final class Rapor {

    private Rapor() {}

    /** Adds {@code imzalar}, {@code damgalar} and {@code kayitlar} to an answer; the last two belong to no single signature. */
    static void write(Reports raporlar, JSONObject cevap) {
        DiagnosticData olgular = raporlar.getDiagnosticData();
        JSONArray imzalar = new JSONArray();
        JSONArray damgalar = new JSONArray();
        JSONArray kayitlar = new JSONArray();
        for (XmlToken parca : raporlar.getSimpleReport().getJaxbModel().getSignatureOrTimestampOrEvidenceRecord()) {
            if (parca instanceof XmlSignature imza) {
                imzalar.put(signature(imza, olgular));
            } else if (parca instanceof XmlTimestamp damga) {
                damgalar.put(timestamp(damga, olgular));
            } else if (parca instanceof XmlEvidenceRecord kayit) {
                kayitlar.put(record(kayit, olgular));
            }
        }
        cevap.put("imzalar", imzalar).put("damgalar", damgalar).put("kayitlar", kayitlar);
    }

    private static JSONObject signature(XmlSignature imza, DiagnosticData olgular) {
        SignatureWrapper olgu = olgular.getSignatureById(imza.getId());
        return common(imza)
                .put("duzey", String.valueOf(imza.getSignatureFormat()))
                .put("kim", imza.getSignedBy())
                .put("butun", olgu.isSignatureIntact() && olgu.isSignatureValid())
                .put("karsi", Boolean.TRUE.equals(imza.isCounterSignature()))
                .put("zaman", time(imza.getSigningTime()))
                .put("en_iyi_zaman", time(imza.getBestSignatureTime()))
                .put("damgalar", timestamps(imza.getTimestamps(), olgular))
                .put("kayitlar", records(imza.getEvidenceRecords(), olgular));
    }

    private static JSONObject timestamp(XmlTimestamp damga, DiagnosticData olgular) {
        TimestampWrapper olgu = olgular.getTimestampById(damga.getId());
        return common(damga)
                .put("tur", String.valueOf(olgu.getType()))
                .put("surum", olgu.getArchiveTimestampType() == null ? "" : olgu.getArchiveTimestampType().name())
                .put("butun", isWhole(olgu))
                .put("zaman", time(damga.getProductionTime()))
                .put("kim", damga.getProducedBy())
                .put("kayitlar", records(damga.getEvidenceRecords(), olgular));
    }

    /** A record is whole when its digests fit and each of its time-stamps covers what it must: without a hash tree only the latter tells. */
    private static JSONObject record(XmlEvidenceRecord kayit, DiagnosticData olgular) {
        EvidenceRecordWrapper olgu = olgular.getEvidenceRecordById(kayit.getId());
        boolean ozetler = olgu.getDigestMatchers().stream().allMatch(ozet -> ozet.isDataFound() && ozet.isDataIntact());
        return common(kayit)
                .put("butun", ozetler && olgu.getTimestampList().stream().allMatch(Rapor::isWhole))
                .put("zaman", time(kayit.getPOETime()))
                .put("damgalar", timestamps(kayit.getTimestamps(), olgular));
    }

    private static boolean isWhole(TimestampWrapper olgu) {
        return olgu.isMessageImprintDataFound() && olgu.isMessageImprintDataIntact() && olgu.isSignatureIntact();
    }

    private static JSONObject common(XmlToken parca) {
        XmlDetails ayrinti = parca.getAdESValidationDetails();
        return new JSONObject()
                .put("durum", String.valueOf(parca.getIndication()))
                .put("alt_durum", parca.getSubIndication() == null ? "" : parca.getSubIndication().name())
                .put("hatalar", texts(ayrinti == null ? List.of() : ayrinti.getError()))
                .put("uyarilar", texts(ayrinti == null ? List.of() : ayrinti.getWarning()));
    }

    private static JSONArray timestamps(XmlTimestamps damgalar, DiagnosticData olgular) {
        JSONArray dizi = new JSONArray();
        if (damgalar != null) {
            damgalar.getTimestamp().forEach(damga -> dizi.put(timestamp(damga, olgular)));
        }
        return dizi;
    }

    private static JSONArray records(XmlEvidenceRecords kayitlar, DiagnosticData olgular) {
        JSONArray dizi = new JSONArray();
        if (kayitlar != null) {
            kayitlar.getEvidenceRecord().forEach(kayit -> dizi.put(record(kayit, olgular)));
        }
        return dizi;
    }

    private static JSONArray texts(List<XmlMessage> iletiler) {
        return new JSONArray(iletiler.stream().map(ileti -> ileti.getKey() + ": " + ileti.getValue()).toList());
    }

    private static String time(Date zaman) {
        return zaman == null ? "" : zaman.toInstant().toString();
    }
}
