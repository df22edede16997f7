"""The fixed words of a brief in English, German and Chinese; sections of relations are named by the ontology."""

from __future__ import annotations

__all__ = ["say"]

_WORDS: dict[str, tuple[str, str, str]] = {
    "acronym": ("Acronym", "Kürzel", "缩写"),
    "according": ("According to", "Quelle", "依据"),
    "also_called": ("Also called", "Auch genannt", "又称"),
    "as_of": ("As of {}", "Stand: {}", "截至{}"),
    "as_of_rule": (
        "It tells what may have held on that date; what is not marked held for certain.",
        "Genannt ist, was zu diesem Zeitpunkt gegolten haben kann; was keinen Vermerk trägt, galt sicher.",
        "本简报列出当时可能成立的关系；未加标注者确定成立。",
    ),
    "back": ("back to the text", "zurück zum Text", "返回正文"),
    "below": (
        "{} more bodies stand below these.",
        "Diesen sind {} weitere Stellen nachgeordnet.",
        "其下另有 {} 个机构。",
    ),
    "below_one": (
        "One more body stands below these.",
        "Diesen ist eine weitere Stelle nachgeordnet.",
        "其下另有 1 个机构。",
    ),
    "common usage": ("common usage", "allgemeiner Sprachgebrauch", "通行名称"),
    "coopgraph translation": ("coopgraph translation", "Übersetzung von coopgraph", "coopgraph 译名"),
    "contradiction": ("{} Against that: {}", "{} Dagegen: {}", "{}与此相左：{}"),
    "contradictions": ("Contradictions", "Widersprüche", "相互矛盾之处"),
    "date": ("Date", "Datum", "日期"),
    "derived": ("derived from it", "daraus abgeleitet", "由此推导"),
    "during": ("For {}", "Für {}", "{}期间"),
    "during_rule": (
        "It tells what may have held on some of those days; what is not marked held on all of them for certain.",
        "Genannt ist, was an einem dieser Tage gegolten haben kann; was keinen Vermerk trägt, galt sicher an allen.",
        "本简报列出期间内某日可能成立的关系；未加标注者在整个期间确定成立。",
    ),
    "ends": ("{}: end", "{}: Ende", "{}：结束"),
    "facts": ("What it is", "Steckbrief", "基本情况"),
    "further_up": ("Further up", "Weiter oben", "更上层级"),
    "in_use": ("In use", "Gültig", "使用时期"),
    "told": ("{}: {}", "{}: {}", "{}：{}"),
    "lang_de": ("German", "Deutsch", "德文"),
    "lang_en": ("English", "Englisch", "英文"),
    "lang_none": ("Name", "Name", "名称"),
    "lang_zh": ("Chinese", "Chinesisch", "中文"),
    "comma": (", ", ", ", "、"),
    "likewise": ("Likewise: ", "Ebenso: ", "同样还有："),
    "made_by": (
        "Made by coopgraph {} from {}.",
        "Erstellt mit coopgraph {} aus: {}.",
        "由 coopgraph {} 制作，依据：{}。",
    ),
    "and_more": ("{} and {} more sources", "{} und {} weiteren Quellen", "{}及另外 {} 个来源"),
    "nothing": ("no source", "keiner Quelle", "无来源"),
    "map": ("Map", "Karte", "关系图"),
    "map_part": (
        "The map shows what is nearest in {} boxes; bodies left out: {}, relations left out: {}.",
        "Die Karte zeigt das Nächste in {} Kästen; ausgelassene Stellen: {}, ausgelassene Beziehungen: {}.",
        "关系图以 {} 个方框仅示最近者；省略机构 {} 个、关系 {} 条。",
    ),
    "map_of": ("Map: {}", "Karte: {}", "关系图：{}"),
    "more_parties": ("and {} more", "und {} weitere", "另有 {} 个"),
    "names": ("Names", "Namen", "名称"),
    "names_over_time": ("Names over time", "Namen im Lauf der Zeit", "名称沿革"),
    "no_contradictions": (
        "No two sources contradict each other in what is told here.",
        "In dem, was hier steht, widersprechen sich keine zwei Quellen.",
        "此处所述内容中，各来源互不矛盾。",
    ),
    "no_day": (
        "No day is known on which all steps hold together.",
        "Es ist kein Tag bekannt, an dem alle Schritte zugleich gelten.",
        "未发现各环节同时成立的日期。",
    ),
    "no_period": ("not stated", "nicht genannt", "未说明"),
    "no_relations": ("No relation of it is on record.", "Es ist keine Beziehung verzeichnet.", "未记录任何关系。"),
    "no_routes": ("No route", "Kein Weg", "没有路径"),
    "no_route": (
        "No route connects them within {} hops.",
        "Kein Weg von höchstens {} Schritten verbindet sie.",
        "{} 步之内没有联系路径。",
    ),
    "note": ("Note", "Anmerkung", "备注"),
    "note_on": ("Note: ", "Anmerkung: ", "备注："),
    "notes": ("Notes", "Nachweise", "注释"),
    "other_relations": ("Other relations", "Weitere Beziehungen", "其他关系"),
    "overlap_any": (
        "All steps may hold on a common day; no date bounds it.",
        "Alle Schritte können zugleich gelten; kein Datum grenzt das ein.",
        "各环节可能同时成立；没有日期加以限定。",
    ),
    "overlap_since": (
        "All steps may hold together from {} on.",
        "Alle Schritte können ab dem {} zugleich gelten.",
        "各环节自{}起可能同时成立。",
    ),
    "overlap_span": (
        "All steps may hold together from {} to {}.",
        "Alle Schritte können vom {} bis zum {} zugleich gelten.",
        "各环节在{}至{}期间可能同时成立。",
    ),
    "overlap_until": (
        "All steps may hold together until {}.",
        "Alle Schritte können bis zum {} zugleich gelten.",
        "各环节在{}之前可能同时成立。",
    ),
    "page": ("page {} of {}", "Seite {} von {}", "第 {} 页，共 {} 页"),
    "possible": ("may hold then", "gilt dann möglicherweise", "当时可能成立"),
    "registers": ("In other registers", "In anderen Verzeichnissen", "其他登记"),
    "relation_one": ("1 relation", "1 Beziehung", "1 条关系"),
    "relations": ("{} relations", "{} Beziehungen", "{} 条关系"),
    "retrieved": ("retrieved {}", "abgerufen {}", "获取于{}"),
    "route": ("Route {}: {}", "Weg {}: {}", "路径 {}：{}"),
    "route_one": ("1 route", "1 Weg", "1 条路径"),
    "routes": ("{} routes, shortest first", "{} Wege, der kürzeste zuerst", "{} 条路径，由短至长"),
    "seat": ("Seat", "Sitz", "所在地"),
    "place": ("Place", "Ort", "地点"),
    "source_one": ("1 source", "1 Quelle", "1 个来源"),
    "sources": ("Sources", "Quellen", "来源"),
    "sources_count": ("{} sources", "{} Quellen", "{} 个来源"),
    "timeline": ("Timeline", "Zeitleiste", "时间线"),
    "type": ("Type", "Art", "类型"),
    "under_it": ("On the basis of it", "Auf seiner Grundlage", "以此为依据"),
    "what": ("What happened", "Ereignis", "事项"),
}
_PLACES = {"en": 0, "de": 1, "zh": 2}


def say(key: str, lang: str, *parts: object) -> str:
    """One of the fixed phrases, with its blanks filled."""
    return _WORDS[key][_PLACES.get(lang, 0)].format(*parts)
