"""Month names of the languages that news sites print dates in. Source: Unicode CLDR."""

MONTHS: dict[str, int] = {
    name: month
    for month, names in enumerate(
        (
            "djan djanuari ene enero gen gener gennaio ian ianuarie jaan jaanuar jan janar"
            " janeiro janner januar januara januari january janv janvaris janvier led leden"
            " ledna lednu oca ocak saus sausio sausis sij sijecanj sijecnja sijecnjem sijecnju"
            " sty styczen stycznia styczniu tammi tammik tammikuu tammikuussa tammikuuta yan"
            " yanvar ιαν ιανουαριος ιανουαριου стд сту студзень студзеня січ січень січня янв"
            " январь января яну януари јан јануари",
            "feb febbraio feber febr febrer febrero februar februara februari februarie"
            " februaris february fev fevereiro fevr fevral fevrier helmi helmik helmikuu"
            " helmikuussa helmikuuta lut lutego luty lutym peb pebruari shk shkurt sub subat uno"
            " unor unora unoru unr vas vasario vasaris veebr veebruar velj veljaca veljace"
            " veljaci veljacom φεβ φεβρουαριος φεβρουαριου лют лютага лютии лютого люты фев февр"
            " февраль февраля февруари",
            "bre brezen brezna breznu iii kov kovas kovo maalis maalisk maaliskuu maaliskuussa"
            " maaliskuuta maart mac mar marc marca march marcius marco marcu marec maret mars"
            " mart martie marts marz marzec marzo mrt mrz ozu ozujak ozujka ozujkom ozujku μαρ"
            " μαρτιος μαρτιου бер берез березень березня мар март марта сак сакавік сакавіка",
            "abr abril apr aprel april aprila aprile aprilie aprilis aprill avr avril bal"
            " balandis balandzio dub duben dubna dubnu huhti huhtik huhtikuu huhtikuussa"
            " huhtikuuta kwi kwie kwiecien kwietnia kwietniu nis nisan pri prill tra travanj"
            " travnja travnjem travnju απρ απριλιος απριλιου апр апрель апреля април кві квіт"
            " квітень квітня кра красавік красавіка крс",
            "geg geguze geguzes kve kveten kvetna kvetnu mag maggio mai maig maijs maio maj"
            " maja maju majus may mayis mayo mei svi svibanj svibnja svibnjem svibnju touko"
            " toukok toukokuu toukokuussa toukokuuta μαι μαιος μαιου маи мая мај тра трав"
            " травень травня трауня",
            "birz birzelio birzelis cer cerven cervna cervnu cvn cze czerwca czerwcu czerwiec"
            " djuni giu giugno haz haziran iun iunie iyn iyun juin jun juna june junho juni"
            " junij junija junijs junio junius juny juuni kesa kesak kesakuu kesakuussa"
            " kesakuuta lipanj lipnja lipnjem lipnju qer qershor ιουν ιουνιος ιουνιου июн июнь"
            " июня чер черв червень червня чэр чэрвень чэрвеня юни јун јуни",
            "cervence cervenci cervenec crc crv cvc djuli heina heinak heinakuu heinakuussa"
            " heinakuuta iul iulie iyl iyul juil juillet jul jula julai julho juli julij julija"
            " julijs julio juliol julius july juuli kor korr korrik liep liepa liepos lipca"
            " lipcu lipiec lug luglio srpanj srpnja srpnjem srpnju tem temmuz vii ιουλ ιουλιος"
            " ιουλιου июл июль июля лип липень липня ліп ліпень ліпеня юли јул јули",
            "ago agost agosto agt agu agust agustos agustus aou aout aug august augusta augusti"
            " augusts augustus augusztus avg avgust avgusta avq avqust elo elok elokuu elokuussa"
            " elokuuta gsh gush gusht kol kolovoz kolovoza kolovozom kolovozu ogo ogos rugp"
            " rugpjucio rugpjutis sie sierpien sierpnia sierpniu srpen srpna srpnu viii αυγ"
            " αυγουστος αυγουστου авг август августа жнв жні жнівень жнівеня жніуня сер серп"
            " серпень серпня",
            "eyl eylul rugs rugsejis rugsejo ruj rujan rujna rujnom rujnu sen sentyabr sep sept"
            " septembar september septembra septembre septembrie septembris septembro septiembre"
            " set setembre setembro setiembre settembre sht shtator syys syysk syyskuu"
            " syyskuussa syyskuuta szept szeptember wrz wrzesien wrzesnia wrzesniu zar zari σεπ"
            " σεπτεμβριος σεπτεμβριου вер верасень верасня верес вересень вересня врс сен сент"
            " сентябрь сентября сеп септ септември септм",
            "eki ekim listopadom loka lokak lokakuu lokakuussa lokakuuta oct october octobre"
            " octombrie octubre okt oktobar oktober oktobra oktobris oktoober oktyabr ott"
            " ottobre out outubro paz pazdziernik pazdziernika pazdzierniku rij rijen rijna"
            " rijnu spal spalio spalis tet tetor οκτ οκτωβριος οκτωβριου жов жовт жовтень жовтня"
            " кас кастрычнік кастрычніка кст окт октомври октябрь октября",
            "kas kasim lapkr lapkricio lapkritis listopadzie marras marrask marraskuu"
            " marraskuussa marraskuuta nen nentor noiem noiembrie nop nopember nov novembar"
            " november novembra novembre novembris novembro noviembre noy noyabr stu studeni"
            " studenim studenog studenoga studenom studenome studenomu νοε νοεμβριος νοεμβριου"
            " лис лист листоп листопад листопада ліс лістапад лістапада ное ноем ноември ноя"
            " нояб ноябрь ноября",
            "ara aralik dec decembar december decembra decembre decembrie decembris dek dekabr"
            " des desember desembre dets detsember dez dezember dezembro dhj dhjetor dic"
            " dicembre diciembre dis disember gru grudnia grudniu grudzien gruod gruodis"
            " gruodzio joulu jouluk joulukuu joulukuussa joulukuuta pro prosinac prosinca"
            " prosince prosincem prosinci prosincu prosinec xii δεκ δεκεμβριος δεκεμβριου гру"
            " груд грудень грудня дек декабрь декабря декември сне снежань снежня снж",
        ),
        start=1,
    )
    for name in names.split()
}
"""Name in lower case and without marks, whole or shortened (no dot) -> number of the month."""
