"""Names of countries in English, German and Chinese."""

from __future__ import annotations

from coopgraph.texts import clean

__all__ = ["country_name"]

_COUNTRIES = {
    "AT": ("Austria", "Österreich", "奥地利"),
    "AU": ("Australia", "Australien", "澳大利亚"),
    "BE": ("Belgium", "Belgien", "比利时"),
    "BR": ("Brazil", "Brasilien", "巴西"),
    "CA": ("Canada", "Kanada", "加拿大"),
    "CH": ("Switzerland", "Schweiz", "瑞士"),
    "CN": ("China", "China", "中国"),
    "CZ": ("Czechia", "Tschechien", "捷克"),
    "DE": ("Germany", "Deutschland", "德国"),
    "DK": ("Denmark", "Dänemark", "丹麦"),
    "EG": ("Egypt", "Ägypten", "埃及"),
    "ES": ("Spain", "Spanien", "西班牙"),
    "EU": ("European Union", "Europäische Union", "欧盟"),
    "FI": ("Finland", "Finnland", "芬兰"),
    "FR": ("France", "Frankreich", "法国"),
    "GB": ("United Kingdom", "Vereinigtes Königreich", "英国"),
    "GR": ("Greece", "Griechenland", "希腊"),
    "HU": ("Hungary", "Ungarn", "匈牙利"),
    "ID": ("Indonesia", "Indonesien", "印度尼西亚"),
    "IE": ("Ireland", "Irland", "爱尔兰"),
    "IN": ("India", "Indien", "印度"),
    "IT": ("Italy", "Italien", "意大利"),
    "JP": ("Japan", "Japan", "日本"),
    "KE": ("Kenya", "Kenia", "肯尼亚"),
    "KR": ("South Korea", "Südkorea", "韩国"),
    "LU": ("Luxembourg", "Luxemburg", "卢森堡"),
    "MX": ("Mexico", "Mexiko", "墨西哥"),
    "NL": ("Netherlands", "Niederlande", "荷兰"),
    "NO": ("Norway", "Norwegen", "挪威"),
    "PL": ("Poland", "Polen", "波兰"),
    "PT": ("Portugal", "Portugal", "葡萄牙"),
    "RU": ("Russia", "Russland", "俄罗斯"),
    "SE": ("Sweden", "Schweden", "瑞典"),
    "SG": ("Singapore", "Singapur", "新加坡"),
    "TH": ("Thailand", "Thailand", "泰国"),
    "TR": ("Türkiye", "Türkei", "土耳其"),
    "UA": ("Ukraine", "Ukraine", "乌克兰"),
    "US": ("United States", "Vereinigte Staaten", "美国"),
    "VN": ("Viet Nam", "Vietnam", "越南"),
    "ZA": ("South Africa", "Südafrika", "南非"),
}
_PLACES = {"en": 0, "de": 1, "zh": 2}


def country_name(code: str, lang: str) -> str:
    """The country's name in the language, else its code."""
    names = _COUNTRIES.get(code)
    return names[_PLACES.get(lang, 0)] if names else clean(code)
