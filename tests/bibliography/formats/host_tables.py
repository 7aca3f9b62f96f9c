"""Tables as databases and reference managers save them; two made-up records in each."""

from __future__ import annotations

WIDE = (
    "Frost study one,{a},Journal of Invented Urology,2019,12,3,{p},10.5555/tab.1\n"
    "Frost study two,{a},Journal of Invented Urology,2020,13,4,{p},10.5555/tab.2\n"
)
_ROWS = WIDE.format(a='"Maden, A.; Trent, B."', p="101-109")
_SEMICOLONS = (
    "Frost study one;Maden, A.;Journal of Invented Urology;2019;12;3;101-109;10.5555/tab.1\n"
    "Frost study two;Maden, A.;Journal of Invented Urology;2020;13;4;101-109;10.5555/tab.2\n"
)

TABLES = {
    "Ovid with a preamble": (
        "Ovid Technologies\nDatabase(s): Ovid MEDLINE(R) ALL 1946 to November 01, 2019\n\n"
        '"Search Strategy: 1 exp Cryosurgery/ (100), 2 frost.mp. (200)"\n'
        "TI,AU,JN,YR,VO,IP,PG,DO\n" + _ROWS
    ),
    "Dimensions": (
        '"About the data: Exported on Jan 01, 2023. Criteria: frost."\n'
        "Rank,Publication ID,DOI,PMID,PMCID,Title,Abstract,Source title,Anthology title,Publication date,"
        "PubYear,Volume,Issue,Pagination,Authors,Source Linkout\n"
        "500,pub.1,10.5555/tab.1,99100041,,Frost study one,Abs,Journal of Invented Urology,,2019-03-05,2019,"
        '12,3,101-109,"Maden, Ana B.; Trent, Bo",https://example.org\n'
        "500,pub.2,10.5555/tab.2,99100042,,Frost study two,Abs,Journal of Invented Urology,,2020,2020,"
        '13,4,101-109,"Maden, Ana B.",https://example.org\n'
    ),
    "Scopus": (
        '\ufeff"Authors","Author full names","Author(s) ID","Title","Year","Source title","Volume","Issue",'
        '"Art. No.","Page start","Page end","Page count","Cited by","DOI","Link","Abstract","Document Type",'
        '"Source","EID"\n'
        '"Maden A.; Trent B.","Maden, Ana (1); Trent, Bo (2)","1; 2","Frost study one","2019",'
        '"Journal of Invented Urology","12","3","","101","109","","0","10.5555/tab.1","https://example.org",'
        '"Abs","Article","Scopus","2-s2.0-1"\n'
        '"Maden A.","Maden, Ana (1)","1","Frost study two","2020","Journal of Invented Urology","13","4","",'
        '"101","109","","0","10.5555/tab.2","https://example.org","Abs","Article","Scopus","2-s2.0-2"\n'
    ),
    "Web of Science": (
        "\ufeffPT\tAU\tAF\tTI\tSO\tLA\tDT\tDE\tAB\tSN\tPU\tPD\tPY\tVL\tIS\tBP\tEP\tAR\tDI\tPM\tUT\n"
        "J\tMaden, A; Trent, B\tMaden, Ana; Trent, Bo\tFrost study one\tJournal of Invented Urology\tEnglish"
        "\tArticle\t\tAbs\t1234-5678\tINV\tMAR\t2019\t12\t3\t101\t109\t\t10.5555/tab.1\t99100041\tWOS:1\n"
        "J\tMaden, A\tMaden, Ana\tFrost study two\tJournal of Invented Urology\tEnglish\tArticle\t\tAbs\t"
        "1234-5678\tINV\tAPR\t2020\t13\t4\t101\t109\t\t10.5555/tab.2\t99100042\tWOS:2\n"
    ),
    "CINAHL": (
        "Article Title,Author,Journal Title,ISSN,Publication Date,Volume,Issue,First Page,Page Count,"
        "Accession Number,DOI,Doctype,Subjects,Abstract,PLink\n"
        "Frost study one,Maden A,Journal of Invented Urology,12345678,2019,12,3,101,9,130000001,10.5555/tab.1"
        ",Article,Frost,Abs,https://example.org\n"
        "Frost study two,Maden A,Journal of Invented Urology,12345678,2020,13,4,101,9,130000002,10.5555/tab.2"
        ",Article,Frost,Abs,https://example.org\n"
    ),
    "Covidence": (
        "Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,Issue,Pages,Accession Number,"
        "DOI,Ref,Covidence #,Study,Notes,Tags\n"
        'Frost study one,"Maden, A.; Trent, B.",Abs,2019,03,Journal of Invented Urology,12,3,101-109,,'
        "10.5555/tab.1,1,#1,Maden 2019,,\n"
        'Frost study two,"Maden, A.",Abs,2020,,Journal of Invented Urology,13,4,101-109,,10.5555/tab.2,2,#2,'
        "Maden 2020,,\n"
    ),
    "Rayyan": (
        "key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,"
        "abstract,notes,doi,pubmed_id\n"
        'rayyan-1,Frost study one,2019,3,5,Journal of Invented Urology,,12,3,101-109,"Maden, A.",,eng,,,Abs,'
        '"RAYYAN-INCLUSION: {""Ann""=>""Excluded""}",10.5555/tab.1,99100051\n'
        'rayyan-2,Frost study two,2020,,,Journal of Invented Urology,,13,4,101-109,"Maden, A.",,eng,,,Abs,,'
        "10.5555/tab.2,99100052\n"
    ),
    "Zotero": (
        '"Key","Item Type","Publication Year","Author","Title","Publication Title","ISSN","DOI","Url",'
        '"Abstract Note","Date","Date Added","Pages","Issue","Volume","Extra"\n'
        '"A","journalArticle","2019","Maden, Ana; Trent, Bo","Frost study one","Journal of Invented Urology",'
        '"1234-5678","10.5555/tab.1","","","2019-03-05","2023-01-01","101-109","3","12","PMID: 99100061"\n'
        '"B","journalArticle","2020","Maden, Ana","Frost study two","Journal of Invented Urology","",'
        '"10.5555/tab.2","","","2020","2023-01-01","101-109","4","13",""\n'
    ),
    "JabRef": (
        '"Identifier","Type","Author","Title","Journal","Volume","Number","Year","Pages","DOI"\n'
        '"m1","Article","Maden, Ana","Frost study one","Journal of Invented Urology","12","3","2019",'
        '"101--109","10.5555/tab.1"\n'
        '"m2","Article","Maden, Ana","Frost study two","Journal of Invented Urology","13","4","2020",'
        '"101--109","10.5555/tab.2"\n'
    ),
    "Google Scholar": "Title,Authors,Publication,Year,Volume,Number,Pages,DOI\n" + _ROWS,
    "two files in one": (
        "Title,Authors,Journal,Year,Volume,Issue,Pages,DOI\n"
        + _ROWS.replace("\n", "\nTitle,Authors,Journal,Year,Volume,Issue,Pages,DOI\n", 1)
    ),
    "German": "Titel;Autoren;Zeitschrift;Jahr;Band;Heft;Seiten;DOI\n" + _SEMICOLONS,
    "Spanish": "Título;Autores;Revista;Año;Volumen;Número;Páginas;DOI\n" + _SEMICOLONS,
    "Portuguese": "Título;Autores;Periódico;Ano;Volume;Número;Páginas;DOI\n" + _SEMICOLONS,
    "French": "Titre;Auteur(s);Revue;Année;Volume;Numéro;Pages;DOI\n" + _SEMICOLONS,
    "Italian": "Titolo;Autori;Rivista;Anno;Volume;Fascicolo;Pagine;DOI\n" + _SEMICOLONS,
    "Dutch": "Titel;Auteurs;Tijdschrift;Jaar;Jaargang;Nummer;Pagina's;DOI\n" + _SEMICOLONS,
    "Russian": "Название;Авторы;Журнал;Год;Том;Номер;Страницы;DOI\n" + _SEMICOLONS,
    "Chinese": "题名;作者;期刊;年;卷;期;页码;DOI\n" + _SEMICOLONS,
}

REGISTERS = {
    "ClinicalTrials.gov": (
        "NCT Number,Study Title,Study URL,Acronym,Study Status,Brief Summary,Conditions,Study Type,Start\n"
        "NCT99000001,Frost study one,https://example.org,FROST,COMPLETED,Abs,Tumor,INTERVENTIONAL,2019-03\n"
    ),
    "ICTRP": (
        "TrialID,Public title,Scientific title,Date of registration,web address\n"
        "NCT99000001,Frost study one,Frost study one,2019-03-05,https://example.org\n"
    ),
}

BY_LINES = (
    '"TITLE","Frost study one"\n"AUTHOR NAMES","Maden A.","Trent B."\n"SOURCE","J Inv Urol (2019) 12:3"\n'
    '"PUBLICATION YEAR","2019"\n"DOI","10.5555/tab.1"\n\n"TITLE","Frost study two"\n'
    '"AUTHOR NAMES","Maden A."\n'
    '"SOURCE","J Inv Urol (2020) 13:4"\n"PUBLICATION YEAR","2020"\n"DOI","10.5555/tab.2"\n'
)
"""Embase.com, one field of a record on each line."""
