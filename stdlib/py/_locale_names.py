# SPDX-License-Identifier: MIT
"""Names of locales and encodings, and what they stand for. Where a name is its own beginning of the
value in lower case ("ru_ru" for "ru_RU.UTF-8"), only the value is there."""

ALIASES = """
a3=az_AZ.KOI8-C a3_az=az_AZ.KOI8-C a3_az.koic=az_AZ.KOI8-C aa_DJ.ISO8859-1 aa_ER.UTF-8 aa_ET.UTF-8
af=af_ZA.ISO8859-1 af_ZA.ISO8859-1 agr_PE.UTF-8 ak_GH.UTF-8 am=am_ET.UTF-8 am_ET.UTF-8
american=en_US.ISO8859-1 an_ES.ISO8859-15 anp_IN.UTF-8 ar=ar_AA.ISO8859-6 ar_AA.ISO8859-6
ar_AE.ISO8859-6 ar_BH.ISO8859-6 ar_DZ.ISO8859-6 ar_EG.ISO8859-6 ar_IN.UTF-8 ar_IQ.ISO8859-6
ar_JO.ISO8859-6 ar_KW.ISO8859-6 ar_LB.ISO8859-6 ar_LY.ISO8859-6 ar_MA.ISO8859-6 ar_OM.ISO8859-6
ar_QA.ISO8859-6 ar_SA.ISO8859-6 ar_SD.ISO8859-6 ar_SS.UTF-8 ar_SY.ISO8859-6 ar_TN.ISO8859-6
ar_YE.ISO8859-6 arabic=ar_AA.ISO8859-6 as=as_IN.UTF-8 as_IN.UTF-8 ast_ES.ISO8859-15 ayc_PE.UTF-8
az=az_AZ.ISO8859-9E az_AZ.ISO8859-9E az_az.iso88599e=az_AZ.ISO8859-9E az_IR.UTF-8 be=be_BY.CP1251
be@latin=be_BY.UTF-8@latin be_bg.utf8=bg_BG.UTF-8 be_BY.CP1251 be_by@latin=be_BY.UTF-8@latin
bem_ZM.UTF-8 ber_DZ.UTF-8 ber_MA.UTF-8 bg=bg_BG.CP1251 bg_BG.CP1251 bhb_in.utf8=bhb_IN.UTF-8
bho_IN.UTF-8 bho_NP.UTF-8 bi_VU.UTF-8 bn_BD.UTF-8 bn_IN.UTF-8 bo_CN.UTF-8 bo_IN.UTF-8
bokmal=nb_NO.ISO8859-1 bokmål=nb_NO.ISO8859-1 br=br_FR.ISO8859-1 br_FR.ISO8859-1 brx_IN.UTF-8
bs=bs_BA.ISO8859-2 bs_BA.ISO8859-2 bulgarian=bg_BG.CP1251 byn_ER.UTF-8 C c-french=fr_CA.ISO8859-1
c.ascii=C c.en=C c.iso88591=en_US.ISO8859-1 c.utf8=C.UTF-8 c_c=C c_c.c=C ca=ca_ES.ISO8859-1
ca_AD.ISO8859-1 ca_ES.ISO8859-1 ca_es@valencia=ca_ES.UTF-8@valencia ca_FR.ISO8859-1 ca_IT.ISO8859-1
catalan=ca_ES.ISO8859-1 ce_RU.UTF-8 cextend=en_US.ISO8859-1 chinese-s=zh_CN.eucCN
chinese-t=zh_TW.eucTW chr_US.UTF-8 ckb_IQ.UTF-8 cmn_TW.UTF-8 crh_UA.UTF-8 croatian=hr_HR.ISO8859-2
cs=cs_CZ.ISO8859-2 cs_cs=cs_CZ.ISO8859-2 cs_CZ.ISO8859-2 csb_PL.UTF-8 cv_RU.UTF-8
cy=cy_GB.ISO8859-1 cy_GB.ISO8859-1 cz=cs_CZ.ISO8859-2 cz_cz=cs_CZ.ISO8859-2 czech=cs_CZ.ISO8859-2
da=da_DK.ISO8859-1 da_DK.ISO8859-1 danish=da_DK.ISO8859-1 dansk=da_DK.ISO8859-1 de=de_DE.ISO8859-1
de_AT.ISO8859-1 de_BE.ISO8859-1 de_CH.ISO8859-1 de_DE.ISO8859-1 de_IT.ISO8859-1
de_li.utf8=de_LI.UTF-8 de_LU.ISO8859-1 deutsch=de_DE.ISO8859-1 doi_IN.UTF-8 dutch=nl_NL.ISO8859-1
dutch.iso88591=nl_BE.ISO8859-1 dv_MV.UTF-8 dz_BT.UTF-8 ee=ee_EE.ISO8859-4 ee_EE.ISO8859-4
eesti=et_EE.ISO8859-1 el=el_GR.ISO8859-7 el_CY.ISO8859-7 el_GR.ISO8859-7
el_gr@euro=el_GR.ISO8859-15 en=en_US.ISO8859-1 en_AG.UTF-8 en_AU.ISO8859-1 en_BE.ISO8859-1
en_BW.ISO8859-1 en_CA.ISO8859-1 en_DK.ISO8859-1 en_dl.utf8=en_DL.UTF-8 en_GB.ISO8859-1
en_HK.ISO8859-1 en_IE.ISO8859-1 en_IL.UTF-8 en_IN.ISO8859-1 en_NG.UTF-8 en_NZ.ISO8859-1
en_PH.ISO8859-1 en_sc.utf8=en_SC.UTF-8 en_SG.ISO8859-1 en_uk=en_GB.ISO8859-1 en_US.ISO8859-1
en_us@euro@euro=en_US.ISO8859-15 en_ZA.ISO8859-1 en_ZM.UTF-8 en_ZW.ISO8859-1 en_zw.utf8=en_ZS.UTF-8
eng_gb=en_GB.ISO8859-1 english=en_EN.ISO8859-1 english.iso88591=en_US.ISO8859-1
english_uk=en_GB.ISO8859-1 english_united-states=en_US.ISO8859-1 english_united-states.437=C
english_us=en_US.ISO8859-1 eo=eo_XX.ISO8859-3 eo.utf8=eo.UTF-8 eo_EO.ISO8859-3
eo_us.utf8=eo_US.UTF-8 eo_XX.ISO8859-3 es=es_ES.ISO8859-1 es_AR.ISO8859-1 es_BO.ISO8859-1
es_CL.ISO8859-1 es_CO.ISO8859-1 es_CR.ISO8859-1 es_CU.UTF-8 es_DO.ISO8859-1 es_EC.ISO8859-1
es_ES.ISO8859-1 es_GT.ISO8859-1 es_HN.ISO8859-1 es_MX.ISO8859-1 es_NI.ISO8859-1 es_PA.ISO8859-1
es_PE.ISO8859-1 es_PR.ISO8859-1 es_PY.ISO8859-1 es_SV.ISO8859-1 es_US.ISO8859-1 es_UY.ISO8859-1
es_VE.ISO8859-1 estonian=et_EE.ISO8859-1 et=et_EE.ISO8859-15 et_EE.ISO8859-15 eu=eu_ES.ISO8859-1
eu_ES.ISO8859-1 eu_FR.ISO8859-1 fa=fa_IR.UTF-8 fa_IR.UTF-8 fa_ir.isiri3342=fa_IR.ISIRI-3342
ff_SN.UTF-8 fi=fi_FI.ISO8859-15 fi_FI.ISO8859-15 fil_PH.UTF-8 finnish=fi_FI.ISO8859-1
fo=fo_FO.ISO8859-1 fo_FO.ISO8859-1 fr=fr_FR.ISO8859-1 fr_BE.ISO8859-1 fr_CA.ISO8859-1
fr_CH.ISO8859-1 fr_FR.ISO8859-1 fr_LU.ISO8859-1 français=fr_FR.ISO8859-1 fre_fr=fr_FR.ISO8859-1
french=fr_FR.ISO8859-1 french.iso88591=fr_CH.ISO8859-1 french_france=fr_FR.ISO8859-1 fur_IT.UTF-8
fy_DE.UTF-8 fy_NL.UTF-8 ga=ga_IE.ISO8859-1 ga_IE.ISO8859-1 galego=gl_ES.ISO8859-1
galician=gl_ES.ISO8859-1 gd=gd_GB.ISO8859-1 gd_GB.ISO8859-1 ger_de=de_DE.ISO8859-1
german=de_DE.ISO8859-1 german.iso88591=de_CH.ISO8859-1 german_germany=de_DE.ISO8859-1 gez_ER.UTF-8
gez_ET.UTF-8 gl=gl_ES.ISO8859-1 gl_ES.ISO8859-1 greek=el_GR.ISO8859-7 gu_IN.UTF-8
gv=gv_GB.ISO8859-1 gv_GB.ISO8859-1 ha_NG.UTF-8 hak_TW.UTF-8 he=he_IL.ISO8859-8 he_IL.ISO8859-8
hebrew=he_IL.ISO8859-8 hi=hi_IN.ISCII-DEV hi_IN.ISCII-DEV hi_in.isciidev=hi_IN.ISCII-DEV
hif_FJ.UTF-8 hne=hne_IN.UTF-8 hne_IN.UTF-8 hr=hr_HR.ISO8859-2 hr_HR.ISO8859-2
hrvatski=hr_HR.ISO8859-2 hsb_DE.ISO8859-2 ht_HT.UTF-8 hu=hu_HU.ISO8859-2 hu_HU.ISO8859-2
hungarian=hu_HU.ISO8859-2 hy_AM.UTF-8 hy_am.armscii8=hy_AM.ARMSCII_8 ia.UTF-8 ia_FR.UTF-8
icelandic=is_IS.ISO8859-1 id=id_ID.ISO8859-1 id_ID.ISO8859-1 ig_NG.UTF-8 ik_CA.UTF-8
in=id_ID.ISO8859-1 in_id=id_ID.ISO8859-1 is=is_IS.ISO8859-1 is_IS.ISO8859-1
iso-8859-1=en_US.ISO8859-1 iso-8859-15=en_US.ISO8859-15 iso8859-1=en_US.ISO8859-1
iso8859-15=en_US.ISO8859-15 iso_8859_1=en_US.ISO8859-1 iso_8859_15=en_US.ISO8859-15
it=it_IT.ISO8859-1 it_CH.ISO8859-1 it_IT.ISO8859-1 italian=it_IT.ISO8859-1 iu=iu_CA.NUNACOM-8
iu_CA.NUNACOM-8 iu_ca.nunacom8=iu_CA.NUNACOM-8 iw=he_IL.ISO8859-8 iw_il=he_IL.ISO8859-8
iw_il.utf8=iw_IL.UTF-8 ja=ja_JP.eucJP ja_JP.eucJP ja_jp.euc=ja_JP.eucJP ja_jp.mscode=ja_JP.SJIS
ja_jp.pck=ja_JP.SJIS japan=ja_JP.eucJP japanese=ja_JP.eucJP japanese-euc=ja_JP.eucJP
japanese.euc=ja_JP.eucJP jp_jp=ja_JP.eucJP ka=ka_GE.GEORGIAN-ACADEMY ka_GE.GEORGIAN-ACADEMY
ka_ge.georgianacademy=ka_GE.GEORGIAN-ACADEMY ka_ge.georgianps=ka_GE.GEORGIAN-PS
ka_ge.georgianrs=ka_GE.GEORGIAN-ACADEMY kab_DZ.UTF-8 kk_KZ.ptcp154 kl=kl_GL.ISO8859-1
kl_GL.ISO8859-1 km_KH.UTF-8 kn=kn_IN.UTF-8 kn_IN.UTF-8 ko=ko_KR.eucKR ko_KR.eucKR
ko_kr.euc=ko_KR.eucKR kok_IN.UTF-8 korean=ko_KR.eucKR korean.euc=ko_KR.eucKR ks=ks_IN.UTF-8
ks_IN.UTF-8 ks_in@devanagari.utf8=ks_IN.UTF-8@devanagari ku_TR.ISO8859-9 kw=kw_GB.ISO8859-1
kw_GB.ISO8859-1 ky=ky_KG.UTF-8 ky_KG.UTF-8 lb_LU.UTF-8 lg_UG.ISO8859-10 li_BE.UTF-8 li_NL.UTF-8
lij_IT.UTF-8 lithuanian=lt_LT.ISO8859-13 ln_CD.UTF-8 lo=lo_LA.MULELAO-1 lo_LA.MULELAO-1
lo_la.cp1133=lo_LA.IBM-CP1133 lo_la.ibmcp1133=lo_LA.IBM-CP1133 lo_la.mulelao1=lo_LA.MULELAO-1
lt=lt_LT.ISO8859-13 lt_LT.ISO8859-13 lv=lv_LV.ISO8859-13 lv_LV.ISO8859-13 lzh_TW.UTF-8 mag_IN.UTF-8
mai=mai_IN.UTF-8 mai_IN.UTF-8 mai_NP.UTF-8 mfe_MU.UTF-8 mg_MG.ISO8859-15 mhr_RU.UTF-8
mi=mi_NZ.ISO8859-1 mi_NZ.ISO8859-1 miq_NI.UTF-8 mjw_IN.UTF-8 mk=mk_MK.ISO8859-5 mk_MK.ISO8859-5
ml=ml_IN.UTF-8 ml_IN.UTF-8 mn_MN.UTF-8 mni_IN.UTF-8 mr=mr_IN.UTF-8 mr_IN.UTF-8 ms=ms_MY.ISO8859-1
ms_MY.ISO8859-1 mt=mt_MT.ISO8859-3 mt_MT.ISO8859-3 my_MM.UTF-8 nan_TW.UTF-8 nb=nb_NO.ISO8859-1
nb_NO.ISO8859-1 nds_DE.UTF-8 nds_NL.UTF-8 ne_NP.UTF-8 nhn_MX.UTF-8 niu_NU.UTF-8 niu_NZ.UTF-8
nl=nl_NL.ISO8859-1 nl_AW.UTF-8 nl_BE.ISO8859-1 nl_NL.ISO8859-1 nn=nn_NO.ISO8859-1 nn_NO.ISO8859-1
no=no_NO.ISO8859-1 no@nynorsk=ny_NO.ISO8859-1 no_NO.ISO8859-1 no_no.iso88591@bokmal=no_NO.ISO8859-1
no_no.iso88591@nynorsk=no_NO.ISO8859-1 norwegian=no_NO.ISO8859-1 nr=nr_ZA.ISO8859-1 nr_ZA.ISO8859-1
nso=nso_ZA.ISO8859-15 nso_ZA.ISO8859-15 ny=ny_NO.ISO8859-1 ny_NO.ISO8859-1 nynorsk=nn_NO.ISO8859-1
oc=oc_FR.ISO8859-1 oc_FR.ISO8859-1 om_ET.UTF-8 om_KE.ISO8859-1 or=or_IN.UTF-8 or_IN.UTF-8
os_RU.UTF-8 pa=pa_IN.UTF-8 pa_IN.UTF-8 pa_PK.UTF-8 pap_AN.UTF-8 pap_AW.UTF-8 pap_CW.UTF-8
pd=pd_US.ISO8859-1 pd_DE.ISO8859-1 pd_US.ISO8859-1 ph=ph_PH.ISO8859-1 ph_PH.ISO8859-1
pl=pl_PL.ISO8859-2 pl_PL.ISO8859-2 polish=pl_PL.ISO8859-2 portuguese=pt_PT.ISO8859-1
portuguese_brazil=pt_BR.ISO8859-1 posix=C posix-utf2=C pp=pp_AN.ISO8859-1 pp_AN.ISO8859-1
ps_AF.UTF-8 pt=pt_PT.ISO8859-1 pt_BR.ISO8859-1 pt_PT.ISO8859-1 quz_PE.UTF-8 raj_IN.UTF-8
ro=ro_RO.ISO8859-2 ro_RO.ISO8859-2 romanian=ro_RO.ISO8859-2 ru=ru_RU.UTF-8 ru_RU.UTF-8 ru_UA.KOI8-U
rumanian=ro_RO.ISO8859-2 russian=ru_RU.KOI8-R rw=rw_RW.ISO8859-1 rw_RW.ISO8859-1 sa_IN.UTF-8
sat_IN.UTF-8 sc_IT.UTF-8 sd=sd_IN.UTF-8 sd_IN.UTF-8 sd_in@devanagari.utf8=sd_IN.UTF-8@devanagari
sd_PK.UTF-8 se_NO.UTF-8 serbocroatian=sr_RS.UTF-8@latin sgs_LT.UTF-8 sh=sr_RS.UTF-8@latin
sh_ba.iso88592@bosnia=sr_CS.ISO8859-2 sh_HR.ISO8859-2 sh_hr.iso88592=hr_HR.ISO8859-2
sh_sp=sr_CS.ISO8859-2 sh_yu=sr_RS.UTF-8@latin shn_MM.UTF-8 shs_CA.UTF-8 si=si_LK.UTF-8 si_LK.UTF-8
sid_ET.UTF-8 sinhala=si_LK.UTF-8 sk=sk_SK.ISO8859-2 sk_SK.ISO8859-2 sl=sl_SI.ISO8859-2
sl_CS.ISO8859-2 sl_SI.ISO8859-2 slovak=sk_SK.ISO8859-2 slovene=sl_SI.ISO8859-2
slovenian=sl_SI.ISO8859-2 sm_WS.UTF-8 so_DJ.ISO8859-1 so_ET.UTF-8 so_KE.ISO8859-1 so_SO.ISO8859-1
sp=sr_CS.ISO8859-5 sp_yu=sr_CS.ISO8859-5 spanish=es_ES.ISO8859-1 spanish_spain=es_ES.ISO8859-1
sq=sq_AL.ISO8859-2 sq_AL.ISO8859-2 sq_MK.UTF-8 sr=sr_RS.UTF-8 sr@cyrillic=sr_RS.UTF-8
sr@latn=sr_CS.UTF-8@latin sr_CS.UTF-8 sr_cs.iso88592@latn=sr_CS.ISO8859-2
sr_cs@latn=sr_CS.UTF-8@latin sr_ME.UTF-8 sr_RS.UTF-8 sr_rs@latn=sr_RS.UTF-8@latin
sr_sp=sr_CS.ISO8859-2 sr_yu=sr_RS.UTF-8@latin sr_yu.cp1251@cyrillic=sr_CS.CP1251
sr_yu.iso88592=sr_CS.ISO8859-2 sr_yu.iso88595=sr_CS.ISO8859-5
sr_yu.iso88595@cyrillic=sr_CS.ISO8859-5 sr_yu.microsoftcp1251@cyrillic=sr_CS.CP1251
sr_yu.utf8=sr_RS.UTF-8 sr_yu.utf8@cyrillic=sr_RS.UTF-8 sr_yu@cyrillic=sr_RS.UTF-8
ss=ss_ZA.ISO8859-1 ss_ZA.ISO8859-1 st=st_ZA.ISO8859-1 st_ZA.ISO8859-1 sv=sv_SE.ISO8859-1
sv_FI.ISO8859-1 sv_SE.ISO8859-1 sw_KE.UTF-8 sw_TZ.UTF-8 swedish=sv_SE.ISO8859-1 szl_PL.UTF-8
ta=ta_IN.TSCII-0 ta_IN.TSCII-0 ta_in.tscii=ta_IN.TSCII-0 ta_in.tscii0=ta_IN.TSCII-0 ta_LK.UTF-8
tcy_in.utf8=tcy_IN.UTF-8 te=te_IN.UTF-8 te_IN.UTF-8 tg=tg_TJ.KOI8-C tg_TJ.KOI8-C
th=th_TH.ISO8859-11 th_TH.ISO8859-11 th_th.tactis=th_TH.TIS620 th_th.tis620=th_TH.TIS620
thai=th_TH.ISO8859-11 the_NP.UTF-8 ti_ER.UTF-8 ti_ET.UTF-8 tig_ER.UTF-8 tk_TM.UTF-8
tl=tl_PH.ISO8859-1 tl_PH.ISO8859-1 tn=tn_ZA.ISO8859-15 tn_ZA.ISO8859-15 to_TO.UTF-8 tpi_PG.UTF-8
tr=tr_TR.ISO8859-9 tr_CY.ISO8859-9 tr_TR.ISO8859-9 ts=ts_ZA.ISO8859-1 ts_ZA.ISO8859-1
tt=tt_RU.TATAR-CYR tt_RU.TATAR-CYR tt_ru.tatarcyr=tt_RU.TATAR-CYR tt_ru@iqtelif=tt_RU.UTF-8@iqtelif
turkish=tr_TR.ISO8859-9 ug_CN.UTF-8 uk=uk_UA.KOI8-U uk_UA.KOI8-U univ=en_US.utf universal=en_US.utf
universal.utf8@ucs4=en_US.UTF-8 unm_US.UTF-8 ur=ur_PK.CP1256 ur_IN.UTF-8 ur_PK.CP1256
uz=uz_UZ.UTF-8 uz_UZ.UTF-8 uz_uz@cyrillic=uz_UZ.UTF-8 ve=ve_ZA.UTF-8 ve_ZA.UTF-8 vi=vi_VN.TCVN
vi_VN.TCVN vi_vn.tcvn=vi_VN.TCVN vi_vn.tcvn5712=vi_VN.TCVN vi_vn.viscii=vi_VN.VISCII
vi_vn.viscii111=vi_VN.VISCII wa=wa_BE.ISO8859-1 wa_BE.ISO8859-1 wae_CH.UTF-8 wal_ET.UTF-8
wo_SN.UTF-8 xh=xh_ZA.ISO8859-1 xh_ZA.ISO8859-1 yi=yi_US.CP1255 yi_US.CP1255 yo_NG.UTF-8
yue_HK.UTF-8 yuw_PG.UTF-8 zh=zh_CN.eucCN zh_CN.gb2312 zh_cn.big5=zh_TW.big5 zh_cn.euc=zh_CN.eucCN
zh_HK.big5hkscs zh_hk.big5hk=zh_HK.big5hkscs zh_SG.GB2312 zh_sg.gbk=zh_SG.GBK zh_TW.big5
zh_tw.euc=zh_TW.eucTW zh_tw.euctw=zh_TW.eucTW zu=zu_ZA.ISO8859-1 zu_ZA.ISO8859-1
"""
ENCODINGS = """
437=C c=C en=ISO8859-1 jis=JIS7 jis7=JIS7 ajec=eucJP koi8c=KOI8-C microsoftcp1251=CP1251
microsoftcp1255=CP1255 microsoftcp1256=CP1256 88591=ISO8859-1 88592=ISO8859-2 88595=ISO8859-5
885915=ISO8859-15 ascii=ISO8859-1 latin_1=ISO8859-1 iso8859_1=ISO8859-1 iso8859_10=ISO8859-10
iso8859_11=ISO8859-11 iso8859_13=ISO8859-13 iso8859_14=ISO8859-14 iso8859_15=ISO8859-15
iso8859_16=ISO8859-16 iso8859_2=ISO8859-2 iso8859_3=ISO8859-3 iso8859_4=ISO8859-4
iso8859_5=ISO8859-5 iso8859_6=ISO8859-6 iso8859_7=ISO8859-7 iso8859_8=ISO8859-8 iso8859_9=ISO8859-9
iso2022_jp=JIS7 shift_jis=SJIS tactis=TACTIS euc_jp=eucJP euc_kr=eucKR utf_8=UTF-8 koi8_r=KOI8-R
koi8_t=KOI8-T koi8_u=KOI8-U kz1048=RK1048 cp1251=CP1251 cp1255=CP1255 cp1256=CP1256 eucjp=eucJP
euckr=eucKR iso2022jp=JIS7 iso88591=ISO8859-1 iso885910=ISO8859-10 iso885911=ISO8859-11
iso885913=ISO8859-13 iso885914=ISO8859-14 iso885915=ISO8859-15 iso885916=ISO8859-16
iso88592=ISO8859-2 iso88593=ISO8859-3 iso88594=ISO8859-4 iso88595=ISO8859-5 iso88596=ISO8859-6
iso88597=ISO8859-7 iso88598=ISO8859-8 iso88599=ISO8859-9 koi8r=KOI8-R koi8t=KOI8-T koi8u=KOI8-U
latin1=ISO8859-1 shiftjis=SJIS utf8=UTF-8
"""
