"""Names of columns in other languages than English, as exports and people write them.

German, Spanish, Portuguese, French, Italian, Dutch, Swedish, Polish, Russian, Chinese and Japanese; case,
accents and punctuation do not count. What is missing here can be said by ``--column``.
"""

from __future__ import annotations

TRANSLATIONS: dict[str, tuple[str, ...]] = {
    "title": (
        *("titel", "artikeltitel", "titulo", "titulo del articulo", "titulo do artigo", "titre"),
        *("titre de l'article", "titolo", "titolo dell'articolo", "tytul", "tytuł", "название", "заглавие"),
        *("题名", "标题", "篇名", "タイトル", "論文名"),
    ),
    "original_title": ("originaltitel", "titulo original", "titre original", "titolo originale"),
    "authors": (
        *("autor", "autoren", "autor(en)", "autor(es)", "autores", "auteur", "auteurs", "auteur(s)"),
        *("autore", "autori", "forfattare", "författare", "autorzy", "автор", "авторы", "作者", "著者"),
    ),
    "journal": (
        *("zeitschrift", "journalname", "revista", "periodico", "revue", "titre de la revue", "rivista"),
        *("tijdschrift", "tidskrift", "czasopismo", "журнал", "期刊", "刊名", "来源", "雑誌名"),
        *("quelle", "fuente", "fonte"),
    ),
    "publisher": ("verlag", "editora", "editeur", "editore", "uitgever", "wydawca", "издательство", "出版社"),
    "year": (
        *(
            "jahr",
            "erscheinungsjahr",
            "publikationsjahr",
            "veroffentlichungsjahr",
            "ano",
            "ano de publicacion",
        ),
        *(
            "ano de publicacao",
            "annee",
            "annee de publication",
            "anno",
            "anno di pubblicazione",
            "jaar",
            "år",
        ),
        *("rok", "год", "年", "年份", "发表年", "発行年"),
    ),
    "month": ("monat", "mes", "mois", "mese", "maand"),
    "date": (
        *("datum", "erscheinungsdatum", "publikationsdatum", "fecha", "fecha de publicacion", "data"),
        *("data de publicacao", "date de publication", "data di pubblicazione", "发表时间"),
    ),
    "volume": ("band", "jahrgang", "volumen", "jaargang", "wolumin", "том", "卷", "巻"),
    "issue": ("heft", "ausgabe", "numero", "fasciculo", "fascicolo", "nummer", "numer", "номер", "期", "号"),
    "pages": (
        *("seiten", "seite", "paginas", "pagina", "pagine", "pagina's", "sidor", "strony", "страницы"),
        *("页码", "页", "ページ"),
    ),
    "first_page": ("erste seite", "pagina inicial", "premiere page", "pagina iniziale"),
    "last_page": ("letzte seite", "pagina final", "derniere page", "pagina finale"),
    "abstract": (
        *("zusammenfassung", "kurzfassung", "resumen", "resumo", "resume", "riassunto", "samenvatting"),
        *("sammanfattning", "streszczenie", "аннотация", "реферат", "摘要", "抄録"),
    ),
    "languages": ("sprache", "idioma", "lingua", "langue", "taal", "sprak", "jezyk", "язык", "语言", "语种"),
    "publication_types": (
        *("publikationstyp", "dokumenttyp", "tipo de publicacion", "tipo de publicacao", "tipo de documento"),
        *("type de document", "type de publication", "tipo di documento", "文献类型"),
    ),
    "keywords": (
        *("schlagworter", "schlusselworter", "palabras clave", "descriptores", "palavras-chave"),
        *("descritores", "mots-cles", "mots cles", "parole chiave", "trefwoorden", "slowa kluczowe"),
        *("ключевые слова", "关键词", "キーワード"),
    ),
    "database": ("datenbank", "base de datos", "base de dados", "base de donnees", "数据库"),
    "urls": ("enlace", "lien", "collegamento", "ссылка", "链接"),
}
"""Field -> names of its columns."""
