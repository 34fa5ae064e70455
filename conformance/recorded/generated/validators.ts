// @ts-nocheck
// Generated from conformance/schema/history-v1.json by `npm run generate`. Do not edit.
import { isDateTime } from '../../../contract/date-time.ts'
import type { Validator } from '../../../contract/validator.ts'
import { isHttpUrl } from '../http-url.ts'
export const header: Validator = validate33;
const schema32 = {"type":"object","required":["kind","version","suite","contractDigest","contractPath","seed","profile","startedAt","doors","propagation","requestTimeout"],"properties":{"kind":{"const":"header"},"version":{"const":1},"suite":{"type":"string"},"contractDigest":{"type":"string"},"contractPath":{"type":"string","pattern":"^/.*\\{token_id\\}"},"seed":{"type":"integer"},"profile":{"type":"string"},"startedAt":{"type":"string","format":"date-time"},"doors":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/door"}},"propagation":{"type":"number","minimum":0},"requestTimeout":{"type":"number","minimum":0},"asked":{"$ref":"#/$defs/asked"},"node":{"type":"string"},"challenge":{"type":"string","minLength":1},"witnessed":{"const":true}}};
const schema33 = {"type":"object","required":["name","kind","url"],"properties":{"name":{"type":"string"},"kind":{"enum":["target","replica","probe"]},"url":{"type":"string","format":"http-url"},"address":{"type":"string"},"operation":{"type":"string"}}};
const schema34 = {"type":"object","required":["target","selection"],"properties":{"target":{"type":"string"},"selection":{"type":"object","required":["only","skip","allowUnexercised"],"properties":{"only":{"type":"array","items":{"type":"string"}},"skip":{"type":"array","items":{"type":"string"}},"allowUnexercised":{"type":"array","items":{"type":"string"}}}},"expect":{"type":"object","additionalProperties":{"type":"string"}},"baseline":{"type":"object","required":["failures","unexercised"],"properties":{"failures":{"type":"array","items":{"type":"object","required":["requirement","key"],"properties":{"requirement":{"type":"string"},"key":{"type":"string"}}}},"unexercised":{"type":"array","items":{"type":"string"}}}}}};
const pattern4 = new RegExp("^/.*\\{token_id\\}", "u");
const formats0 = isDateTime;
const formats2 = isHttpUrl;
const func1 = (text) => Array.from(text).length;

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate33.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((((((data.kind === undefined) && (missing0 = "kind")) || ((data.version === undefined) && (missing0 = "version"))) || ((data.suite === undefined) && (missing0 = "suite"))) || ((data.contractDigest === undefined) && (missing0 = "contractDigest"))) || ((data.contractPath === undefined) && (missing0 = "contractPath"))) || ((data.seed === undefined) && (missing0 = "seed"))) || ((data.profile === undefined) && (missing0 = "profile"))) || ((data.startedAt === undefined) && (missing0 = "startedAt"))) || ((data.doors === undefined) && (missing0 = "doors"))) || ((data.propagation === undefined) && (missing0 = "propagation"))) || ((data.requestTimeout === undefined) && (missing0 = "requestTimeout"))){
validate33.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
const _errs1 = errors;
if("header" !== data.kind){
validate33.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "header"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.version !== undefined){
const _errs2 = errors;
if(1 !== data.version){
validate33.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.suite !== undefined){
const _errs3 = errors;
if(typeof data.suite !== "string"){
validate33.errors = [{instancePath:instancePath+"/suite",schemaPath:"#/properties/suite/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.contractDigest !== undefined){
const _errs5 = errors;
if(typeof data.contractDigest !== "string"){
validate33.errors = [{instancePath:instancePath+"/contractDigest",schemaPath:"#/properties/contractDigest/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.contractPath !== undefined){
let data4 = data.contractPath;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
validate33.errors = [{instancePath:instancePath+"/contractPath",schemaPath:"#/properties/contractPath/pattern",keyword:"pattern",params:{pattern: "^/.*\\{token_id\\}"},message:"must match pattern \""+"^/.*\\{token_id\\}"+"\""}];
return false;
}
}
else {
validate33.errors = [{instancePath:instancePath+"/contractPath",schemaPath:"#/properties/contractPath/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.seed !== undefined){
let data5 = data.seed;
const _errs9 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate33.errors = [{instancePath:instancePath+"/seed",schemaPath:"#/properties/seed/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.profile !== undefined){
const _errs11 = errors;
if(typeof data.profile !== "string"){
validate33.errors = [{instancePath:instancePath+"/profile",schemaPath:"#/properties/profile/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.startedAt !== undefined){
let data7 = data.startedAt;
const _errs13 = errors;
if(errors === _errs13){
if(errors === _errs13){
if(typeof data7 === "string"){
if(!(formats0(data7))){
validate33.errors = [{instancePath:instancePath+"/startedAt",schemaPath:"#/properties/startedAt/format",keyword:"format",params:{format: "date-time"},message:"must match format \""+"date-time"+"\""}];
return false;
}
}
else {
validate33.errors = [{instancePath:instancePath+"/startedAt",schemaPath:"#/properties/startedAt/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.doors !== undefined){
let data8 = data.doors;
const _errs15 = errors;
if(errors === _errs15){
if(Array.isArray(data8)){
if(data8.length < 1){
validate33.errors = [{instancePath:instancePath+"/doors",schemaPath:"#/properties/doors/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
let data9 = data8[i0];
const _errs17 = errors;
const _errs18 = errors;
if(errors === _errs18){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
let missing1;
if((((data9.name === undefined) && (missing1 = "name")) || ((data9.kind === undefined) && (missing1 = "kind"))) || ((data9.url === undefined) && (missing1 = "url"))){
validate33.errors = [{instancePath:instancePath+"/doors/" + i0,schemaPath:"#/$defs/door/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data9.name !== undefined){
const _errs20 = errors;
if(typeof data9.name !== "string"){
validate33.errors = [{instancePath:instancePath+"/doors/" + i0+"/name",schemaPath:"#/$defs/door/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs20 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data9.kind !== undefined){
let data11 = data9.kind;
const _errs22 = errors;
if(!(((data11 === "target") || (data11 === "replica")) || (data11 === "probe"))){
validate33.errors = [{instancePath:instancePath+"/doors/" + i0+"/kind",schemaPath:"#/$defs/door/properties/kind/enum",keyword:"enum",params:{allowedValues: schema33.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid3 = _errs22 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data9.url !== undefined){
let data12 = data9.url;
const _errs23 = errors;
if(errors === _errs23){
if(errors === _errs23){
if(typeof data12 === "string"){
if(!(formats2(data12))){
validate33.errors = [{instancePath:instancePath+"/doors/" + i0+"/url",schemaPath:"#/$defs/door/properties/url/format",keyword:"format",params:{format: "http-url"},message:"must match format \""+"http-url"+"\""}];
return false;
}
}
else {
validate33.errors = [{instancePath:instancePath+"/doors/" + i0+"/url",schemaPath:"#/$defs/door/properties/url/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid3 = _errs23 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data9.address !== undefined){
const _errs25 = errors;
if(typeof data9.address !== "string"){
validate33.errors = [{instancePath:instancePath+"/doors/" + i0+"/address",schemaPath:"#/$defs/door/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs25 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data9.operation !== undefined){
const _errs27 = errors;
if(typeof data9.operation !== "string"){
validate33.errors = [{instancePath:instancePath+"/doors/" + i0+"/operation",schemaPath:"#/$defs/door/properties/operation/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs27 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/doors/" + i0,schemaPath:"#/$defs/door/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs17 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/doors",schemaPath:"#/properties/doors/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.propagation !== undefined){
let data15 = data.propagation;
const _errs29 = errors;
if(errors === _errs29){
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 < 0 || isNaN(data15)){
validate33.errors = [{instancePath:instancePath+"/propagation",schemaPath:"#/properties/propagation/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate33.errors = [{instancePath:instancePath+"/propagation",schemaPath:"#/properties/propagation/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.requestTimeout !== undefined){
let data16 = data.requestTimeout;
const _errs31 = errors;
if(errors === _errs31){
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 < 0 || isNaN(data16)){
validate33.errors = [{instancePath:instancePath+"/requestTimeout",schemaPath:"#/properties/requestTimeout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
else {
validate33.errors = [{instancePath:instancePath+"/requestTimeout",schemaPath:"#/properties/requestTimeout/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.asked !== undefined){
let data17 = data.asked;
const _errs33 = errors;
const _errs34 = errors;
if(errors === _errs34){
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
let missing2;
if(((data17.target === undefined) && (missing2 = "target")) || ((data17.selection === undefined) && (missing2 = "selection"))){
validate33.errors = [{instancePath:instancePath+"/asked",schemaPath:"#/$defs/asked/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
if(data17.target !== undefined){
const _errs36 = errors;
if(typeof data17.target !== "string"){
validate33.errors = [{instancePath:instancePath+"/asked/target",schemaPath:"#/$defs/asked/properties/target/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs36 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data17.selection !== undefined){
let data19 = data17.selection;
const _errs38 = errors;
if(errors === _errs38){
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
let missing3;
if((((data19.only === undefined) && (missing3 = "only")) || ((data19.skip === undefined) && (missing3 = "skip"))) || ((data19.allowUnexercised === undefined) && (missing3 = "allowUnexercised"))){
validate33.errors = [{instancePath:instancePath+"/asked/selection",schemaPath:"#/$defs/asked/properties/selection/required",keyword:"required",params:{missingProperty: missing3},message:"must have required property '"+missing3+"'"}];
return false;
}
else {
if(data19.only !== undefined){
let data20 = data19.only;
const _errs40 = errors;
if(errors === _errs40){
if(Array.isArray(data20)){
var valid7 = true;
const len1 = data20.length;
for(let i1=0; i1<len1; i1++){
const _errs42 = errors;
if(typeof data20[i1] !== "string"){
validate33.errors = [{instancePath:instancePath+"/asked/selection/only/" + i1,schemaPath:"#/$defs/asked/properties/selection/properties/only/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid7 = _errs42 === errors;
if(!valid7){
break;
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/asked/selection/only",schemaPath:"#/$defs/asked/properties/selection/properties/only/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid6 = _errs40 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data19.skip !== undefined){
let data22 = data19.skip;
const _errs44 = errors;
if(errors === _errs44){
if(Array.isArray(data22)){
var valid8 = true;
const len2 = data22.length;
for(let i2=0; i2<len2; i2++){
const _errs46 = errors;
if(typeof data22[i2] !== "string"){
validate33.errors = [{instancePath:instancePath+"/asked/selection/skip/" + i2,schemaPath:"#/$defs/asked/properties/selection/properties/skip/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid8 = _errs46 === errors;
if(!valid8){
break;
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/asked/selection/skip",schemaPath:"#/$defs/asked/properties/selection/properties/skip/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid6 = _errs44 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data19.allowUnexercised !== undefined){
let data24 = data19.allowUnexercised;
const _errs48 = errors;
if(errors === _errs48){
if(Array.isArray(data24)){
var valid9 = true;
const len3 = data24.length;
for(let i3=0; i3<len3; i3++){
const _errs50 = errors;
if(typeof data24[i3] !== "string"){
validate33.errors = [{instancePath:instancePath+"/asked/selection/allowUnexercised/" + i3,schemaPath:"#/$defs/asked/properties/selection/properties/allowUnexercised/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid9 = _errs50 === errors;
if(!valid9){
break;
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/asked/selection/allowUnexercised",schemaPath:"#/$defs/asked/properties/selection/properties/allowUnexercised/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid6 = _errs48 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/asked/selection",schemaPath:"#/$defs/asked/properties/selection/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid5 = _errs38 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data17.expect !== undefined){
let data26 = data17.expect;
const _errs52 = errors;
if(errors === _errs52){
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
for(const key0 in data26){
const _errs55 = errors;
if(typeof data26[key0] !== "string"){
validate33.errors = [{instancePath:instancePath+"/asked/expect/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/asked/properties/expect/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid10 = _errs55 === errors;
if(!valid10){
break;
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/asked/expect",schemaPath:"#/$defs/asked/properties/expect/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid5 = _errs52 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data17.baseline !== undefined){
let data28 = data17.baseline;
const _errs57 = errors;
if(errors === _errs57){
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
let missing4;
if(((data28.failures === undefined) && (missing4 = "failures")) || ((data28.unexercised === undefined) && (missing4 = "unexercised"))){
validate33.errors = [{instancePath:instancePath+"/asked/baseline",schemaPath:"#/$defs/asked/properties/baseline/required",keyword:"required",params:{missingProperty: missing4},message:"must have required property '"+missing4+"'"}];
return false;
}
else {
if(data28.failures !== undefined){
let data29 = data28.failures;
const _errs59 = errors;
if(errors === _errs59){
if(Array.isArray(data29)){
var valid12 = true;
const len4 = data29.length;
for(let i4=0; i4<len4; i4++){
let data30 = data29[i4];
const _errs61 = errors;
if(errors === _errs61){
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
let missing5;
if(((data30.requirement === undefined) && (missing5 = "requirement")) || ((data30.key === undefined) && (missing5 = "key"))){
validate33.errors = [{instancePath:instancePath+"/asked/baseline/failures/" + i4,schemaPath:"#/$defs/asked/properties/baseline/properties/failures/items/required",keyword:"required",params:{missingProperty: missing5},message:"must have required property '"+missing5+"'"}];
return false;
}
else {
if(data30.requirement !== undefined){
const _errs63 = errors;
if(typeof data30.requirement !== "string"){
validate33.errors = [{instancePath:instancePath+"/asked/baseline/failures/" + i4+"/requirement",schemaPath:"#/$defs/asked/properties/baseline/properties/failures/items/properties/requirement/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid13 = _errs63 === errors;
}
else {
var valid13 = true;
}
if(valid13){
if(data30.key !== undefined){
const _errs65 = errors;
if(typeof data30.key !== "string"){
validate33.errors = [{instancePath:instancePath+"/asked/baseline/failures/" + i4+"/key",schemaPath:"#/$defs/asked/properties/baseline/properties/failures/items/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid13 = _errs65 === errors;
}
else {
var valid13 = true;
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/asked/baseline/failures/" + i4,schemaPath:"#/$defs/asked/properties/baseline/properties/failures/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid12 = _errs61 === errors;
if(!valid12){
break;
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/asked/baseline/failures",schemaPath:"#/$defs/asked/properties/baseline/properties/failures/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid11 = _errs59 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data28.unexercised !== undefined){
let data33 = data28.unexercised;
const _errs67 = errors;
if(errors === _errs67){
if(Array.isArray(data33)){
var valid14 = true;
const len5 = data33.length;
for(let i5=0; i5<len5; i5++){
const _errs69 = errors;
if(typeof data33[i5] !== "string"){
validate33.errors = [{instancePath:instancePath+"/asked/baseline/unexercised/" + i5,schemaPath:"#/$defs/asked/properties/baseline/properties/unexercised/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid14 = _errs69 === errors;
if(!valid14){
break;
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/asked/baseline/unexercised",schemaPath:"#/$defs/asked/properties/baseline/properties/unexercised/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid11 = _errs67 === errors;
}
else {
var valid11 = true;
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/asked/baseline",schemaPath:"#/$defs/asked/properties/baseline/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid5 = _errs57 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/asked",schemaPath:"#/$defs/asked/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.node !== undefined){
const _errs71 = errors;
if(typeof data.node !== "string"){
validate33.errors = [{instancePath:instancePath+"/node",schemaPath:"#/properties/node/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs71 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.challenge !== undefined){
let data36 = data.challenge;
const _errs73 = errors;
if(errors === _errs73){
if(typeof data36 === "string"){
if(func1(data36) < 1){
validate33.errors = [{instancePath:instancePath+"/challenge",schemaPath:"#/properties/challenge/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
else {
validate33.errors = [{instancePath:instancePath+"/challenge",schemaPath:"#/properties/challenge/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs73 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.witnessed !== undefined){
const _errs75 = errors;
if(true !== data.witnessed){
validate33.errors = [{instancePath:instancePath+"/witnessed",schemaPath:"#/properties/witnessed/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs75 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate33.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate33.errors = vErrors;
return errors === 0;
}
validate33.evaluated = {"props":{"kind":true,"version":true,"suite":true,"contractDigest":true,"contractPath":true,"seed":true,"profile":true,"startedAt":true,"doors":true,"propagation":true,"requestTimeout":true,"asked":true,"node":true,"challenge":true,"witnessed":true},"dynamicProps":false,"dynamicItems":false};

export const issued: Validator = validate34;
const schema35 = {"type":"object","required":["kind","token","batch","control","begin","end"],"properties":{"kind":{"const":"issued"},"token":{"$ref":"#/$defs/token"},"batch":{"type":"integer","minimum":0},"control":{"type":"boolean"},"begin":{"type":"number"},"end":{"type":"number"},"provenance":{"enum":["declared","traffic"]}}};
const schema36 = {"type":"object","required":["alias","kind","id"],"properties":{"alias":{"type":"string"},"kind":{"enum":["manager","revocable","outsider","expired","unknown"]},"id":{"type":"string"},"jti":{"type":"string"},"name":{"type":"string"},"email":{"type":"string"},"owner":{"type":"string"},"expiresAt":{"type":"string"}}};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate34.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((data.kind === undefined) && (missing0 = "kind")) || ((data.token === undefined) && (missing0 = "token"))) || ((data.batch === undefined) && (missing0 = "batch"))) || ((data.control === undefined) && (missing0 = "control"))) || ((data.begin === undefined) && (missing0 = "begin"))) || ((data.end === undefined) && (missing0 = "end"))){
validate34.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
const _errs1 = errors;
if("issued" !== data.kind){
validate34.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "issued"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.token !== undefined){
let data1 = data.token;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if((((data1.alias === undefined) && (missing1 = "alias")) || ((data1.kind === undefined) && (missing1 = "kind"))) || ((data1.id === undefined) && (missing1 = "id"))){
validate34.errors = [{instancePath:instancePath+"/token",schemaPath:"#/$defs/token/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data1.alias !== undefined){
const _errs5 = errors;
if(typeof data1.alias !== "string"){
validate34.errors = [{instancePath:instancePath+"/token/alias",schemaPath:"#/$defs/token/properties/alias/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs5 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.kind !== undefined){
let data3 = data1.kind;
const _errs7 = errors;
if(!(((((data3 === "manager") || (data3 === "revocable")) || (data3 === "outsider")) || (data3 === "expired")) || (data3 === "unknown"))){
validate34.errors = [{instancePath:instancePath+"/token/kind",schemaPath:"#/$defs/token/properties/kind/enum",keyword:"enum",params:{allowedValues: schema36.properties.kind.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid2 = _errs7 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.id !== undefined){
const _errs8 = errors;
if(typeof data1.id !== "string"){
validate34.errors = [{instancePath:instancePath+"/token/id",schemaPath:"#/$defs/token/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs8 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.jti !== undefined){
const _errs10 = errors;
if(typeof data1.jti !== "string"){
validate34.errors = [{instancePath:instancePath+"/token/jti",schemaPath:"#/$defs/token/properties/jti/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.name !== undefined){
const _errs12 = errors;
if(typeof data1.name !== "string"){
validate34.errors = [{instancePath:instancePath+"/token/name",schemaPath:"#/$defs/token/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.email !== undefined){
const _errs14 = errors;
if(typeof data1.email !== "string"){
validate34.errors = [{instancePath:instancePath+"/token/email",schemaPath:"#/$defs/token/properties/email/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs14 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.owner !== undefined){
const _errs16 = errors;
if(typeof data1.owner !== "string"){
validate34.errors = [{instancePath:instancePath+"/token/owner",schemaPath:"#/$defs/token/properties/owner/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs16 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data1.expiresAt !== undefined){
const _errs18 = errors;
if(typeof data1.expiresAt !== "string"){
validate34.errors = [{instancePath:instancePath+"/token/expiresAt",schemaPath:"#/$defs/token/properties/expiresAt/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs18 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/token",schemaPath:"#/$defs/token/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.batch !== undefined){
let data10 = data.batch;
const _errs20 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate34.errors = [{instancePath:instancePath+"/batch",schemaPath:"#/properties/batch/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
validate34.errors = [{instancePath:instancePath+"/batch",schemaPath:"#/properties/batch/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.control !== undefined){
const _errs22 = errors;
if(typeof data.control !== "boolean"){
validate34.errors = [{instancePath:instancePath+"/control",schemaPath:"#/properties/control/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.begin !== undefined){
let data12 = data.begin;
const _errs24 = errors;
if(!((typeof data12 == "number") && (isFinite(data12)))){
validate34.errors = [{instancePath:instancePath+"/begin",schemaPath:"#/properties/begin/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.end !== undefined){
let data13 = data.end;
const _errs26 = errors;
if(!((typeof data13 == "number") && (isFinite(data13)))){
validate34.errors = [{instancePath:instancePath+"/end",schemaPath:"#/properties/end/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.provenance !== undefined){
let data14 = data.provenance;
const _errs28 = errors;
if(!((data14 === "declared") || (data14 === "traffic"))){
validate34.errors = [{instancePath:instancePath+"/provenance",schemaPath:"#/properties/provenance/enum",keyword:"enum",params:{allowedValues: schema35.properties.provenance.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate34.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate34.errors = vErrors;
return errors === 0;
}
validate34.evaluated = {"props":{"kind":true,"token":true,"batch":true,"control":true,"begin":true,"end":true,"provenance":true},"dynamicProps":false,"dynamicItems":false};

export const unavailable: Validator = validate35;
const schema37 = {"type":"object","required":["kind","tokens","reason","at"],"properties":{"kind":{"const":"unavailable"},"tokens":{"$ref":"#/$defs/tokenKind"},"reason":{"type":"string"},"at":{"type":"number"}}};
const schema38 = {"enum":["manager","revocable","outsider","expired"]};

function validate35(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate35.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.kind === undefined) && (missing0 = "kind")) || ((data.tokens === undefined) && (missing0 = "tokens"))) || ((data.reason === undefined) && (missing0 = "reason"))) || ((data.at === undefined) && (missing0 = "at"))){
validate35.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
const _errs1 = errors;
if("unavailable" !== data.kind){
validate35.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "unavailable"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tokens !== undefined){
let data1 = data.tokens;
const _errs2 = errors;
if(!((((data1 === "manager") || (data1 === "revocable")) || (data1 === "outsider")) || (data1 === "expired"))){
validate35.errors = [{instancePath:instancePath+"/tokens",schemaPath:"#/$defs/tokenKind/enum",keyword:"enum",params:{allowedValues: schema38.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
const _errs4 = errors;
if(typeof data.reason !== "string"){
validate35.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.at !== undefined){
let data3 = data.at;
const _errs6 = errors;
if(!((typeof data3 == "number") && (isFinite(data3)))){
validate35.errors = [{instancePath:instancePath+"/at",schemaPath:"#/properties/at/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate35.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate35.errors = vErrors;
return errors === 0;
}
validate35.evaluated = {"props":{"kind":true,"tokens":true,"reason":true,"at":true},"dynamicProps":false,"dynamicItems":false};

export const exchange: Validator = validate36;
const schema39 = {"type":"object","required":["kind","id","scenario","case","door","connection","reused","begin","end","request","response","failure"],"properties":{"kind":{"const":"exchange"},"id":{"type":"integer","minimum":1},"scenario":{"type":"string"},"case":{"type":"string"},"door":{"type":"string"},"connection":{"type":"integer"},"reused":{"type":"boolean"},"begin":{"type":"number"},"end":{"type":["number","null"]},"request":{"$ref":"#/$defs/request"},"response":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/response"}]},"failure":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/failure"}]}}};
const schema46 = {"type":"object","required":["code","message","bytesRead","at"],"properties":{"code":{"enum":["connect","timeout","closed","reset","aborted","malformed","too-large","interrupted"]},"message":{"type":"string"},"bytesRead":{"type":"integer","minimum":0},"at":{"type":"number"}}};
const schema40 = {"type":"object","required":["method","target","headers","body","framing"],"properties":{"method":{"type":"string"},"target":{"type":"string"},"headers":{"$ref":"#/$defs/headers"},"body":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/body"}]},"framing":{"enum":["none","length","chunked","raw"]}}};
const schema41 = {"type":"array","items":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"string"}}};
const schema42 = {"type":"object","required":["length"],"properties":{"text":{"type":"string"},"base64":{"type":"string"},"length":{"type":"integer","minimum":0},"sha256":{"type":"string"},"capped":{"const":true}}};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate28.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.method === undefined) && (missing0 = "method")) || ((data.target === undefined) && (missing0 = "target"))) || ((data.headers === undefined) && (missing0 = "headers"))) || ((data.body === undefined) && (missing0 = "body"))) || ((data.framing === undefined) && (missing0 = "framing"))){
validate28.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.method !== undefined){
const _errs1 = errors;
if(typeof data.method !== "string"){
validate28.errors = [{instancePath:instancePath+"/method",schemaPath:"#/properties/method/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.target !== undefined){
const _errs3 = errors;
if(typeof data.target !== "string"){
validate28.errors = [{instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.headers !== undefined){
let data2 = data.headers;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
var valid2 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
const _errs8 = errors;
if(errors === _errs8){
if(Array.isArray(data3)){
if(data3.length > 2){
validate28.errors = [{instancePath:instancePath+"/headers/" + i0,schemaPath:"#/$defs/headers/items/maxItems",keyword:"maxItems",params:{limit: 2},message:"must NOT have more than 2 items"}];
return false;
}
else {
if(data3.length < 2){
validate28.errors = [{instancePath:instancePath+"/headers/" + i0,schemaPath:"#/$defs/headers/items/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items"}];
return false;
}
else {
var valid3 = true;
const len1 = data3.length;
for(let i1=0; i1<len1; i1++){
const _errs10 = errors;
if(typeof data3[i1] !== "string"){
validate28.errors = [{instancePath:instancePath+"/headers/" + i0+"/" + i1,schemaPath:"#/$defs/headers/items/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs10 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/headers/" + i0,schemaPath:"#/$defs/headers/items/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/headers",schemaPath:"#/$defs/headers/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.body !== undefined){
let data5 = data.body;
const _errs12 = errors;
const _errs13 = errors;
let valid4 = false;
const _errs14 = errors;
if(data5 !== null){
const err0 = {instancePath:instancePath+"/body",schemaPath:"#/properties/body/anyOf/0/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid0 = _errs14 === errors;
valid4 = valid4 || _valid0;
const _errs16 = errors;
const _errs17 = errors;
if(errors === _errs17){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
let missing1;
if((data5.length === undefined) && (missing1 = "length")){
const err1 = {instancePath:instancePath+"/body",schemaPath:"#/$defs/body/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
else {
if(data5.text !== undefined){
const _errs19 = errors;
if(typeof data5.text !== "string"){
const err2 = {instancePath:instancePath+"/body/text",schemaPath:"#/$defs/body/properties/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var valid6 = _errs19 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data5.base64 !== undefined){
const _errs21 = errors;
if(typeof data5.base64 !== "string"){
const err3 = {instancePath:instancePath+"/body/base64",schemaPath:"#/$defs/body/properties/base64/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var valid6 = _errs21 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data5.length !== undefined){
let data8 = data5.length;
const _errs23 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err4 = {instancePath:instancePath+"/body/length",schemaPath:"#/$defs/body/properties/length/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(errors === _errs23){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 0 || isNaN(data8)){
const err5 = {instancePath:instancePath+"/body/length",schemaPath:"#/$defs/body/properties/length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
var valid6 = _errs23 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data5.sha256 !== undefined){
const _errs25 = errors;
if(typeof data5.sha256 !== "string"){
const err6 = {instancePath:instancePath+"/body/sha256",schemaPath:"#/$defs/body/properties/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
var valid6 = _errs25 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data5.capped !== undefined){
const _errs27 = errors;
if(true !== data5.capped){
const err7 = {instancePath:instancePath+"/body/capped",schemaPath:"#/$defs/body/properties/capped/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
var valid6 = _errs27 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
}
}
else {
const err8 = {instancePath:instancePath+"/body",schemaPath:"#/$defs/body/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
var _valid0 = _errs16 === errors;
valid4 = valid4 || _valid0;
if(_valid0){
var props0 = {};
props0.text = true;
props0.base64 = true;
props0.length = true;
props0.sha256 = true;
props0.capped = true;
}
if(!valid4){
const err9 = {instancePath:instancePath+"/body",schemaPath:"#/properties/body/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
validate28.errors = vErrors;
return false;
}
else {
errors = _errs13;
if(vErrors !== null){
if(_errs13){
vErrors.length = _errs13;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.framing !== undefined){
let data11 = data.framing;
const _errs28 = errors;
if(!((((data11 === "none") || (data11 === "length")) || (data11 === "chunked")) || (data11 === "raw"))){
validate28.errors = [{instancePath:instancePath+"/framing",schemaPath:"#/properties/framing/enum",keyword:"enum",params:{allowedValues: schema40.properties.framing.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate28.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate28.errors = vErrors;
return errors === 0;
}
validate28.evaluated = {"props":{"method":true,"target":true,"headers":true,"body":true,"framing":true},"dynamicProps":false,"dynamicItems":false};

const schema43 = {"type":"object","required":["status","httpVersion","headers","body"],"properties":{"status":{"type":"integer"},"httpVersion":{"enum":["1.0","1.1","2"]},"headers":{"$ref":"#/$defs/headers"},"body":{"$ref":"#/$defs/body"}}};

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate30.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.status === undefined) && (missing0 = "status")) || ((data.httpVersion === undefined) && (missing0 = "httpVersion"))) || ((data.headers === undefined) && (missing0 = "headers"))) || ((data.body === undefined) && (missing0 = "body"))){
validate30.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.status !== undefined){
let data0 = data.status;
const _errs1 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate30.errors = [{instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.httpVersion !== undefined){
let data1 = data.httpVersion;
const _errs3 = errors;
if(!(((data1 === "1.0") || (data1 === "1.1")) || (data1 === "2"))){
validate30.errors = [{instancePath:instancePath+"/httpVersion",schemaPath:"#/properties/httpVersion/enum",keyword:"enum",params:{allowedValues: schema43.properties.httpVersion.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.headers !== undefined){
let data2 = data.headers;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(Array.isArray(data2)){
var valid2 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data3)){
if(data3.length > 2){
validate30.errors = [{instancePath:instancePath+"/headers/" + i0,schemaPath:"#/$defs/headers/items/maxItems",keyword:"maxItems",params:{limit: 2},message:"must NOT have more than 2 items"}];
return false;
}
else {
if(data3.length < 2){
validate30.errors = [{instancePath:instancePath+"/headers/" + i0,schemaPath:"#/$defs/headers/items/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items"}];
return false;
}
else {
var valid3 = true;
const len1 = data3.length;
for(let i1=0; i1<len1; i1++){
const _errs9 = errors;
if(typeof data3[i1] !== "string"){
validate30.errors = [{instancePath:instancePath+"/headers/" + i0+"/" + i1,schemaPath:"#/$defs/headers/items/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs9 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/headers/" + i0,schemaPath:"#/$defs/headers/items/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs7 === errors;
if(!valid2){
break;
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/headers",schemaPath:"#/$defs/headers/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.body !== undefined){
let data5 = data.body;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
let missing1;
if((data5.length === undefined) && (missing1 = "length")){
validate30.errors = [{instancePath:instancePath+"/body",schemaPath:"#/$defs/body/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data5.text !== undefined){
const _errs14 = errors;
if(typeof data5.text !== "string"){
validate30.errors = [{instancePath:instancePath+"/body/text",schemaPath:"#/$defs/body/properties/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs14 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data5.base64 !== undefined){
const _errs16 = errors;
if(typeof data5.base64 !== "string"){
validate30.errors = [{instancePath:instancePath+"/body/base64",schemaPath:"#/$defs/body/properties/base64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs16 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data5.length !== undefined){
let data8 = data5.length;
const _errs18 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate30.errors = [{instancePath:instancePath+"/body/length",schemaPath:"#/$defs/body/properties/length/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs18){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 0 || isNaN(data8)){
validate30.errors = [{instancePath:instancePath+"/body/length",schemaPath:"#/$defs/body/properties/length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid5 = _errs18 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data5.sha256 !== undefined){
const _errs20 = errors;
if(typeof data5.sha256 !== "string"){
validate30.errors = [{instancePath:instancePath+"/body/sha256",schemaPath:"#/$defs/body/properties/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs20 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data5.capped !== undefined){
const _errs22 = errors;
if(true !== data5.capped){
validate30.errors = [{instancePath:instancePath+"/body/capped",schemaPath:"#/$defs/body/properties/capped/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"}];
return false;
}
var valid5 = _errs22 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/body",schemaPath:"#/$defs/body/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate30.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate30.errors = vErrors;
return errors === 0;
}
validate30.evaluated = {"props":{"status":true,"httpVersion":true,"headers":true,"body":true},"dynamicProps":false,"dynamicItems":false};


function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate36.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((data.kind === undefined) && (missing0 = "kind")) || ((data.id === undefined) && (missing0 = "id"))) || ((data.scenario === undefined) && (missing0 = "scenario"))) || ((data.case === undefined) && (missing0 = "case"))) || ((data.door === undefined) && (missing0 = "door"))) || ((data.connection === undefined) && (missing0 = "connection"))) || ((data.reused === undefined) && (missing0 = "reused"))) || ((data.begin === undefined) && (missing0 = "begin"))) || ((data.end === undefined) && (missing0 = "end"))) || ((data.request === undefined) && (missing0 = "request"))) || ((data.response === undefined) && (missing0 = "response"))) || ((data.failure === undefined) && (missing0 = "failure"))){
validate36.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
const _errs1 = errors;
if("exchange" !== data.kind){
validate36.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "exchange"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs2 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate36.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
validate36.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.scenario !== undefined){
const _errs4 = errors;
if(typeof data.scenario !== "string"){
validate36.errors = [{instancePath:instancePath+"/scenario",schemaPath:"#/properties/scenario/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.case !== undefined){
const _errs6 = errors;
if(typeof data.case !== "string"){
validate36.errors = [{instancePath:instancePath+"/case",schemaPath:"#/properties/case/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.door !== undefined){
const _errs8 = errors;
if(typeof data.door !== "string"){
validate36.errors = [{instancePath:instancePath+"/door",schemaPath:"#/properties/door/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.connection !== undefined){
let data5 = data.connection;
const _errs10 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate36.errors = [{instancePath:instancePath+"/connection",schemaPath:"#/properties/connection/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reused !== undefined){
const _errs12 = errors;
if(typeof data.reused !== "boolean"){
validate36.errors = [{instancePath:instancePath+"/reused",schemaPath:"#/properties/reused/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.begin !== undefined){
let data7 = data.begin;
const _errs14 = errors;
if(!((typeof data7 == "number") && (isFinite(data7)))){
validate36.errors = [{instancePath:instancePath+"/begin",schemaPath:"#/properties/begin/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.end !== undefined){
let data8 = data.end;
const _errs16 = errors;
if((!((typeof data8 == "number") && (isFinite(data8)))) && (data8 !== null)){
validate36.errors = [{instancePath:instancePath+"/end",schemaPath:"#/properties/end/type",keyword:"type",params:{type: schema39.properties.end.type},message:"must be number,null"}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.request !== undefined){
const _errs18 = errors;
if(!(validate28(data.request, {instancePath:instancePath+"/request",parentData:data,parentDataProperty:"request",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.response !== undefined){
let data10 = data.response;
const _errs19 = errors;
const _errs20 = errors;
let valid1 = false;
const _errs21 = errors;
if(data10 !== null){
const err0 = {instancePath:instancePath+"/response",schemaPath:"#/properties/response/anyOf/0/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid0 = _errs21 === errors;
valid1 = valid1 || _valid0;
const _errs23 = errors;
if(!(validate30(data10, {instancePath:instancePath+"/response",parentData:data,parentDataProperty:"response",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
var _valid0 = _errs23 === errors;
valid1 = valid1 || _valid0;
if(_valid0){
var props0 = {};
props0.status = true;
props0.httpVersion = true;
props0.headers = true;
props0.body = true;
}
if(!valid1){
const err1 = {instancePath:instancePath+"/response",schemaPath:"#/properties/response/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate36.errors = vErrors;
return false;
}
else {
errors = _errs20;
if(vErrors !== null){
if(_errs20){
vErrors.length = _errs20;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.failure !== undefined){
let data11 = data.failure;
const _errs24 = errors;
const _errs25 = errors;
let valid2 = false;
const _errs26 = errors;
if(data11 !== null){
const err2 = {instancePath:instancePath+"/failure",schemaPath:"#/properties/failure/anyOf/0/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid1 = _errs26 === errors;
valid2 = valid2 || _valid1;
const _errs28 = errors;
const _errs29 = errors;
if(errors === _errs29){
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
let missing1;
if(((((data11.code === undefined) && (missing1 = "code")) || ((data11.message === undefined) && (missing1 = "message"))) || ((data11.bytesRead === undefined) && (missing1 = "bytesRead"))) || ((data11.at === undefined) && (missing1 = "at"))){
const err3 = {instancePath:instancePath+"/failure",schemaPath:"#/$defs/failure/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
else {
if(data11.code !== undefined){
let data12 = data11.code;
const _errs31 = errors;
if(!((((((((data12 === "connect") || (data12 === "timeout")) || (data12 === "closed")) || (data12 === "reset")) || (data12 === "aborted")) || (data12 === "malformed")) || (data12 === "too-large")) || (data12 === "interrupted"))){
const err4 = {instancePath:instancePath+"/failure/code",schemaPath:"#/$defs/failure/properties/code/enum",keyword:"enum",params:{allowedValues: schema46.properties.code.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
var valid4 = _errs31 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data11.message !== undefined){
const _errs32 = errors;
if(typeof data11.message !== "string"){
const err5 = {instancePath:instancePath+"/failure/message",schemaPath:"#/$defs/failure/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
var valid4 = _errs32 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data11.bytesRead !== undefined){
let data14 = data11.bytesRead;
const _errs34 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err6 = {instancePath:instancePath+"/failure/bytesRead",schemaPath:"#/$defs/failure/properties/bytesRead/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if(errors === _errs34){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 0 || isNaN(data14)){
const err7 = {instancePath:instancePath+"/failure/bytesRead",schemaPath:"#/$defs/failure/properties/bytesRead/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
var valid4 = _errs34 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data11.at !== undefined){
let data15 = data11.at;
const _errs36 = errors;
if(!((typeof data15 == "number") && (isFinite(data15)))){
const err8 = {instancePath:instancePath+"/failure/at",schemaPath:"#/$defs/failure/properties/at/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
var valid4 = _errs36 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
else {
const err9 = {instancePath:instancePath+"/failure",schemaPath:"#/$defs/failure/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
var _valid1 = _errs28 === errors;
valid2 = valid2 || _valid1;
if(_valid1){
var props1 = {};
props1.code = true;
props1.message = true;
props1.bytesRead = true;
props1.at = true;
}
if(!valid2){
const err10 = {instancePath:instancePath+"/failure",schemaPath:"#/properties/failure/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
validate36.errors = vErrors;
return false;
}
else {
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate36.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate36.errors = vErrors;
return errors === 0;
}
validate36.evaluated = {"props":{"kind":true,"id":true,"scenario":true,"case":true,"door":true,"connection":true,"reused":true,"begin":true,"end":true,"request":true,"response":true,"failure":true},"dynamicProps":false,"dynamicItems":false};

export const connection: Validator = validate39;
const schema47 = {"type":"object","required":["kind","connection","door","event","at"],"properties":{"kind":{"const":"connection"},"connection":{"type":"integer"},"door":{"type":"string"},"event":{"enum":["opened","closed"]},"protocol":{"enum":["http/1.1","h2"]},"certificate":{"type":"string","pattern":"^[0-9a-f]{64}$"},"unsolicited":{"const":true},"at":{"type":"number"}}};
const pattern5 = new RegExp("^[0-9a-f]{64}$", "u");

function validate39(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate39.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((data.kind === undefined) && (missing0 = "kind")) || ((data.connection === undefined) && (missing0 = "connection"))) || ((data.door === undefined) && (missing0 = "door"))) || ((data.event === undefined) && (missing0 = "event"))) || ((data.at === undefined) && (missing0 = "at"))){
validate39.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
const _errs1 = errors;
if("connection" !== data.kind){
validate39.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "connection"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.connection !== undefined){
let data1 = data.connection;
const _errs2 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate39.errors = [{instancePath:instancePath+"/connection",schemaPath:"#/properties/connection/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.door !== undefined){
const _errs4 = errors;
if(typeof data.door !== "string"){
validate39.errors = [{instancePath:instancePath+"/door",schemaPath:"#/properties/door/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.event !== undefined){
let data3 = data.event;
const _errs6 = errors;
if(!((data3 === "opened") || (data3 === "closed"))){
validate39.errors = [{instancePath:instancePath+"/event",schemaPath:"#/properties/event/enum",keyword:"enum",params:{allowedValues: schema47.properties.event.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.protocol !== undefined){
let data4 = data.protocol;
const _errs7 = errors;
if(!((data4 === "http/1.1") || (data4 === "h2"))){
validate39.errors = [{instancePath:instancePath+"/protocol",schemaPath:"#/properties/protocol/enum",keyword:"enum",params:{allowedValues: schema47.properties.protocol.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.certificate !== undefined){
let data5 = data.certificate;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data5 === "string"){
if(!pattern5.test(data5)){
validate39.errors = [{instancePath:instancePath+"/certificate",schemaPath:"#/properties/certificate/pattern",keyword:"pattern",params:{pattern: "^[0-9a-f]{64}$"},message:"must match pattern \""+"^[0-9a-f]{64}$"+"\""}];
return false;
}
}
else {
validate39.errors = [{instancePath:instancePath+"/certificate",schemaPath:"#/properties/certificate/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.unsolicited !== undefined){
const _errs10 = errors;
if(true !== data.unsolicited){
validate39.errors = [{instancePath:instancePath+"/unsolicited",schemaPath:"#/properties/unsolicited/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.at !== undefined){
let data7 = data.at;
const _errs11 = errors;
if(!((typeof data7 == "number") && (isFinite(data7)))){
validate39.errors = [{instancePath:instancePath+"/at",schemaPath:"#/properties/at/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate39.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate39.errors = vErrors;
return errors === 0;
}
validate39.evaluated = {"props":{"kind":true,"connection":true,"door":true,"event":true,"protocol":true,"certificate":true,"unsolicited":true,"at":true},"dynamicProps":false,"dynamicItems":false};

export const restart: Validator = validate40;
const schema48 = {"type":"object","required":["kind","begin","end"],"properties":{"kind":{"const":"restart"},"begin":{"type":"number"},"end":{"type":"number"}}};

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate40.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.kind === undefined) && (missing0 = "kind")) || ((data.begin === undefined) && (missing0 = "begin"))) || ((data.end === undefined) && (missing0 = "end"))){
validate40.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
const _errs1 = errors;
if("restart" !== data.kind){
validate40.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "restart"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.begin !== undefined){
let data1 = data.begin;
const _errs2 = errors;
if(!((typeof data1 == "number") && (isFinite(data1)))){
validate40.errors = [{instancePath:instancePath+"/begin",schemaPath:"#/properties/begin/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.end !== undefined){
let data2 = data.end;
const _errs4 = errors;
if(!((typeof data2 == "number") && (isFinite(data2)))){
validate40.errors = [{instancePath:instancePath+"/end",schemaPath:"#/properties/end/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate40.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate40.errors = vErrors;
return errors === 0;
}
validate40.evaluated = {"props":{"kind":true,"begin":true,"end":true},"dynamicProps":false,"dynamicItems":false};

export const shrunk: Validator = validate41;
const schema49 = {"type":"object","required":["kind","requirement","scenario","case","replay","shrinks","at"],"properties":{"kind":{"const":"shrunk"},"requirement":{"type":"string"},"scenario":{"type":"string"},"case":{"type":"string"},"replay":{"type":"string"},"shrinks":{"type":"integer","minimum":0},"at":{"type":"number"}}};

function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate41.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((((((data.kind === undefined) && (missing0 = "kind")) || ((data.requirement === undefined) && (missing0 = "requirement"))) || ((data.scenario === undefined) && (missing0 = "scenario"))) || ((data.case === undefined) && (missing0 = "case"))) || ((data.replay === undefined) && (missing0 = "replay"))) || ((data.shrinks === undefined) && (missing0 = "shrinks"))) || ((data.at === undefined) && (missing0 = "at"))){
validate41.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
const _errs1 = errors;
if("shrunk" !== data.kind){
validate41.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "shrunk"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.requirement !== undefined){
const _errs2 = errors;
if(typeof data.requirement !== "string"){
validate41.errors = [{instancePath:instancePath+"/requirement",schemaPath:"#/properties/requirement/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.scenario !== undefined){
const _errs4 = errors;
if(typeof data.scenario !== "string"){
validate41.errors = [{instancePath:instancePath+"/scenario",schemaPath:"#/properties/scenario/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.case !== undefined){
const _errs6 = errors;
if(typeof data.case !== "string"){
validate41.errors = [{instancePath:instancePath+"/case",schemaPath:"#/properties/case/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.replay !== undefined){
const _errs8 = errors;
if(typeof data.replay !== "string"){
validate41.errors = [{instancePath:instancePath+"/replay",schemaPath:"#/properties/replay/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.shrinks !== undefined){
let data5 = data.shrinks;
const _errs10 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate41.errors = [{instancePath:instancePath+"/shrinks",schemaPath:"#/properties/shrinks/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 0 || isNaN(data5)){
validate41.errors = [{instancePath:instancePath+"/shrinks",schemaPath:"#/properties/shrinks/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.at !== undefined){
let data6 = data.at;
const _errs12 = errors;
if(!((typeof data6 == "number") && (isFinite(data6)))){
validate41.errors = [{instancePath:instancePath+"/at",schemaPath:"#/properties/at/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate41.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate41.errors = vErrors;
return errors === 0;
}
validate41.evaluated = {"props":{"kind":true,"requirement":true,"scenario":true,"case":true,"replay":true,"shrinks":true,"at":true},"dynamicProps":false,"dynamicItems":false};

export const notice: Validator = validate42;
const schema50 = {"type":"object","required":["kind","message","at"],"properties":{"kind":{"const":"notice"},"message":{"type":"string"},"at":{"type":"number"}}};

function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate42.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.kind === undefined) && (missing0 = "kind")) || ((data.message === undefined) && (missing0 = "message"))) || ((data.at === undefined) && (missing0 = "at"))){
validate42.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
const _errs1 = errors;
if("notice" !== data.kind){
validate42.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "notice"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.message !== undefined){
const _errs2 = errors;
if(typeof data.message !== "string"){
validate42.errors = [{instancePath:instancePath+"/message",schemaPath:"#/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.at !== undefined){
let data2 = data.at;
const _errs4 = errors;
if(!((typeof data2 == "number") && (isFinite(data2)))){
validate42.errors = [{instancePath:instancePath+"/at",schemaPath:"#/properties/at/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate42.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate42.errors = vErrors;
return errors === 0;
}
validate42.evaluated = {"props":{"kind":true,"message":true,"at":true},"dynamicProps":false,"dynamicItems":false};

export const footer: Validator = validate43;
const schema51 = {"type":"object","required":["kind","at","complete"],"properties":{"kind":{"const":"footer"},"at":{"type":"number"},"complete":{"type":"boolean"},"reason":{"type":"string"},"leftovers":{"type":"array","items":{"type":"object","required":["alias","reason"],"properties":{"alias":{"type":"string"},"reason":{"type":"string"}}}},"firstFinding":{"type":"object","required":["requirement","elapsed","requests"],"properties":{"requirement":{"type":"string"},"elapsed":{"type":"number"},"requests":{"type":"integer","minimum":0}}}}};

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate43.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.kind === undefined) && (missing0 = "kind")) || ((data.at === undefined) && (missing0 = "at"))) || ((data.complete === undefined) && (missing0 = "complete"))){
validate43.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
const _errs1 = errors;
if("footer" !== data.kind){
validate43.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "footer"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.at !== undefined){
let data1 = data.at;
const _errs2 = errors;
if(!((typeof data1 == "number") && (isFinite(data1)))){
validate43.errors = [{instancePath:instancePath+"/at",schemaPath:"#/properties/at/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.complete !== undefined){
const _errs4 = errors;
if(typeof data.complete !== "boolean"){
validate43.errors = [{instancePath:instancePath+"/complete",schemaPath:"#/properties/complete/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reason !== undefined){
const _errs6 = errors;
if(typeof data.reason !== "string"){
validate43.errors = [{instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.leftovers !== undefined){
let data4 = data.leftovers;
const _errs8 = errors;
if(errors === _errs8){
if(Array.isArray(data4)){
var valid1 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
const _errs10 = errors;
if(errors === _errs10){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
let missing1;
if(((data5.alias === undefined) && (missing1 = "alias")) || ((data5.reason === undefined) && (missing1 = "reason"))){
validate43.errors = [{instancePath:instancePath+"/leftovers/" + i0,schemaPath:"#/properties/leftovers/items/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data5.alias !== undefined){
const _errs12 = errors;
if(typeof data5.alias !== "string"){
validate43.errors = [{instancePath:instancePath+"/leftovers/" + i0+"/alias",schemaPath:"#/properties/leftovers/items/properties/alias/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data5.reason !== undefined){
const _errs14 = errors;
if(typeof data5.reason !== "string"){
validate43.errors = [{instancePath:instancePath+"/leftovers/" + i0+"/reason",schemaPath:"#/properties/leftovers/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid2 = _errs14 === errors;
}
else {
var valid2 = true;
}
}
}
}
else {
validate43.errors = [{instancePath:instancePath+"/leftovers/" + i0,schemaPath:"#/properties/leftovers/items/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid1 = _errs10 === errors;
if(!valid1){
break;
}
}
}
else {
validate43.errors = [{instancePath:instancePath+"/leftovers",schemaPath:"#/properties/leftovers/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.firstFinding !== undefined){
let data8 = data.firstFinding;
const _errs16 = errors;
if(errors === _errs16){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing2;
if((((data8.requirement === undefined) && (missing2 = "requirement")) || ((data8.elapsed === undefined) && (missing2 = "elapsed"))) || ((data8.requests === undefined) && (missing2 = "requests"))){
validate43.errors = [{instancePath:instancePath+"/firstFinding",schemaPath:"#/properties/firstFinding/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"}];
return false;
}
else {
if(data8.requirement !== undefined){
const _errs18 = errors;
if(typeof data8.requirement !== "string"){
validate43.errors = [{instancePath:instancePath+"/firstFinding/requirement",schemaPath:"#/properties/firstFinding/properties/requirement/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs18 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data8.elapsed !== undefined){
let data10 = data8.elapsed;
const _errs20 = errors;
if(!((typeof data10 == "number") && (isFinite(data10)))){
validate43.errors = [{instancePath:instancePath+"/firstFinding/elapsed",schemaPath:"#/properties/firstFinding/properties/elapsed/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid3 = _errs20 === errors;
}
else {
var valid3 = true;
}
if(valid3){
if(data8.requests !== undefined){
let data11 = data8.requests;
const _errs22 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate43.errors = [{instancePath:instancePath+"/firstFinding/requests",schemaPath:"#/properties/firstFinding/properties/requests/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs22){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 0 || isNaN(data11)){
validate43.errors = [{instancePath:instancePath+"/firstFinding/requests",schemaPath:"#/properties/firstFinding/properties/requests/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid3 = _errs22 === errors;
}
else {
var valid3 = true;
}
}
}
}
}
else {
validate43.errors = [{instancePath:instancePath+"/firstFinding",schemaPath:"#/properties/firstFinding/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate43.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate43.errors = vErrors;
return errors === 0;
}
validate43.evaluated = {"props":{"kind":true,"at":true,"complete":true,"reason":true,"leftovers":true,"firstFinding":true},"dynamicProps":false,"dynamicItems":false};

export const head: Validator = validate44;
const schema66 = {"type":"object","required":["kind","id","scenario","case","door","connection","reused","begin","end","request","response","failure"],"properties":{"kind":{"const":"exchange"},"id":{"type":"integer","minimum":1},"scenario":{"type":"string"},"case":{"type":"string"},"door":{"type":"string"},"connection":{"type":"integer"},"reused":{"type":"boolean"},"begin":{"type":"number"},"end":{"type":["number","null"]},"request":{"type":"object","required":["method","target","headers","body","framing"],"properties":{"method":{"type":"string"},"target":{"type":"string"}}},"response":true,"failure":{"anyOf":[{"type":"null"},{"$ref":"#/$defs/failure"}]}}};

function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate44.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((((((((((data.kind === undefined) && (missing0 = "kind")) || ((data.id === undefined) && (missing0 = "id"))) || ((data.scenario === undefined) && (missing0 = "scenario"))) || ((data.case === undefined) && (missing0 = "case"))) || ((data.door === undefined) && (missing0 = "door"))) || ((data.connection === undefined) && (missing0 = "connection"))) || ((data.reused === undefined) && (missing0 = "reused"))) || ((data.begin === undefined) && (missing0 = "begin"))) || ((data.end === undefined) && (missing0 = "end"))) || ((data.request === undefined) && (missing0 = "request"))) || ((data.response === undefined) && (missing0 = "response"))) || ((data.failure === undefined) && (missing0 = "failure"))){
validate44.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.kind !== undefined){
const _errs1 = errors;
if("exchange" !== data.kind){
validate44.errors = [{instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "exchange"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.id !== undefined){
let data1 = data.id;
const _errs2 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate44.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs2){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
validate44.errors = [{instancePath:instancePath+"/id",schemaPath:"#/properties/id/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.scenario !== undefined){
const _errs4 = errors;
if(typeof data.scenario !== "string"){
validate44.errors = [{instancePath:instancePath+"/scenario",schemaPath:"#/properties/scenario/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.case !== undefined){
const _errs6 = errors;
if(typeof data.case !== "string"){
validate44.errors = [{instancePath:instancePath+"/case",schemaPath:"#/properties/case/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.door !== undefined){
const _errs8 = errors;
if(typeof data.door !== "string"){
validate44.errors = [{instancePath:instancePath+"/door",schemaPath:"#/properties/door/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.connection !== undefined){
let data5 = data.connection;
const _errs10 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate44.errors = [{instancePath:instancePath+"/connection",schemaPath:"#/properties/connection/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reused !== undefined){
const _errs12 = errors;
if(typeof data.reused !== "boolean"){
validate44.errors = [{instancePath:instancePath+"/reused",schemaPath:"#/properties/reused/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.begin !== undefined){
let data7 = data.begin;
const _errs14 = errors;
if(!((typeof data7 == "number") && (isFinite(data7)))){
validate44.errors = [{instancePath:instancePath+"/begin",schemaPath:"#/properties/begin/type",keyword:"type",params:{type: "number"},message:"must be number"}];
return false;
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.end !== undefined){
let data8 = data.end;
const _errs16 = errors;
if((!((typeof data8 == "number") && (isFinite(data8)))) && (data8 !== null)){
validate44.errors = [{instancePath:instancePath+"/end",schemaPath:"#/properties/end/type",keyword:"type",params:{type: schema66.properties.end.type},message:"must be number,null"}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.request !== undefined){
let data9 = data.request;
const _errs18 = errors;
if(errors === _errs18){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
let missing1;
if((((((data9.method === undefined) && (missing1 = "method")) || ((data9.target === undefined) && (missing1 = "target"))) || ((data9.headers === undefined) && (missing1 = "headers"))) || ((data9.body === undefined) && (missing1 = "body"))) || ((data9.framing === undefined) && (missing1 = "framing"))){
validate44.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data9.method !== undefined){
const _errs20 = errors;
if(typeof data9.method !== "string"){
validate44.errors = [{instancePath:instancePath+"/request/method",schemaPath:"#/properties/request/properties/method/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs20 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data9.target !== undefined){
const _errs22 = errors;
if(typeof data9.target !== "string"){
validate44.errors = [{instancePath:instancePath+"/request/target",schemaPath:"#/properties/request/properties/target/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs22 === errors;
}
else {
var valid1 = true;
}
}
}
}
else {
validate44.errors = [{instancePath:instancePath+"/request",schemaPath:"#/properties/request/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.failure !== undefined){
let data12 = data.failure;
const _errs24 = errors;
const _errs25 = errors;
let valid2 = false;
const _errs26 = errors;
if(data12 !== null){
const err0 = {instancePath:instancePath+"/failure",schemaPath:"#/properties/failure/anyOf/0/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid0 = _errs26 === errors;
valid2 = valid2 || _valid0;
const _errs28 = errors;
const _errs29 = errors;
if(errors === _errs29){
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
let missing2;
if(((((data12.code === undefined) && (missing2 = "code")) || ((data12.message === undefined) && (missing2 = "message"))) || ((data12.bytesRead === undefined) && (missing2 = "bytesRead"))) || ((data12.at === undefined) && (missing2 = "at"))){
const err1 = {instancePath:instancePath+"/failure",schemaPath:"#/$defs/failure/required",keyword:"required",params:{missingProperty: missing2},message:"must have required property '"+missing2+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
else {
if(data12.code !== undefined){
let data13 = data12.code;
const _errs31 = errors;
if(!((((((((data13 === "connect") || (data13 === "timeout")) || (data13 === "closed")) || (data13 === "reset")) || (data13 === "aborted")) || (data13 === "malformed")) || (data13 === "too-large")) || (data13 === "interrupted"))){
const err2 = {instancePath:instancePath+"/failure/code",schemaPath:"#/$defs/failure/properties/code/enum",keyword:"enum",params:{allowedValues: schema46.properties.code.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var valid4 = _errs31 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data12.message !== undefined){
const _errs32 = errors;
if(typeof data12.message !== "string"){
const err3 = {instancePath:instancePath+"/failure/message",schemaPath:"#/$defs/failure/properties/message/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var valid4 = _errs32 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data12.bytesRead !== undefined){
let data15 = data12.bytesRead;
const _errs34 = errors;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err4 = {instancePath:instancePath+"/failure/bytesRead",schemaPath:"#/$defs/failure/properties/bytesRead/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(errors === _errs34){
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 < 0 || isNaN(data15)){
const err5 = {instancePath:instancePath+"/failure/bytesRead",schemaPath:"#/$defs/failure/properties/bytesRead/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
var valid4 = _errs34 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data12.at !== undefined){
let data16 = data12.at;
const _errs36 = errors;
if(!((typeof data16 == "number") && (isFinite(data16)))){
const err6 = {instancePath:instancePath+"/failure/at",schemaPath:"#/$defs/failure/properties/at/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
var valid4 = _errs36 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
}
else {
const err7 = {instancePath:instancePath+"/failure",schemaPath:"#/$defs/failure/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
var _valid0 = _errs28 === errors;
valid2 = valid2 || _valid0;
if(_valid0){
var props0 = {};
props0.code = true;
props0.message = true;
props0.bytesRead = true;
props0.at = true;
}
if(!valid2){
const err8 = {instancePath:instancePath+"/failure",schemaPath:"#/properties/failure/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
validate44.errors = vErrors;
return false;
}
else {
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate44.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate44.errors = vErrors;
return errors === 0;
}
validate44.evaluated = {"props":{"kind":true,"id":true,"scenario":true,"case":true,"door":true,"connection":true,"reused":true,"begin":true,"end":true,"request":true,"response":true,"failure":true},"dynamicProps":false,"dynamicItems":false};

export const headers: Validator = validate45;

function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate45.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(Array.isArray(data)){
var valid0 = true;
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
const _errs1 = errors;
if(errors === _errs1){
if(Array.isArray(data0)){
if(data0.length > 2){
validate45.errors = [{instancePath:instancePath+"/" + i0,schemaPath:"#/items/maxItems",keyword:"maxItems",params:{limit: 2},message:"must NOT have more than 2 items"}];
return false;
}
else {
if(data0.length < 2){
validate45.errors = [{instancePath:instancePath+"/" + i0,schemaPath:"#/items/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items"}];
return false;
}
else {
var valid1 = true;
const len1 = data0.length;
for(let i1=0; i1<len1; i1++){
const _errs3 = errors;
if(typeof data0[i1] !== "string"){
validate45.errors = [{instancePath:instancePath+"/" + i0+"/" + i1,schemaPath:"#/items/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid1 = _errs3 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate45.errors = [{instancePath:instancePath+"/" + i0,schemaPath:"#/items/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs1 === errors;
if(!valid0){
break;
}
}
}
else {
validate45.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
validate45.errors = vErrors;
return errors === 0;
}
validate45.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};

export const body: Validator = validate46;
const schema69 = {"anyOf":[{"type":"null"},{"$ref":"#/$defs/body"}]};

function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate46.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
if(data !== null){
const err0 = {instancePath,schemaPath:"#/anyOf/0/type",keyword:"type",params:{type: "null"},message:"must be null"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.length === undefined) && (missing0 = "length")){
const err1 = {instancePath,schemaPath:"#/$defs/body/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
else {
if(data.text !== undefined){
const _errs6 = errors;
if(typeof data.text !== "string"){
const err2 = {instancePath:instancePath+"/text",schemaPath:"#/$defs/body/properties/text/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var valid2 = _errs6 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.base64 !== undefined){
const _errs8 = errors;
if(typeof data.base64 !== "string"){
const err3 = {instancePath:instancePath+"/base64",schemaPath:"#/$defs/body/properties/base64/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var valid2 = _errs8 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.length !== undefined){
let data2 = data.length;
const _errs10 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err4 = {instancePath:instancePath+"/length",schemaPath:"#/$defs/body/properties/length/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(errors === _errs10){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
const err5 = {instancePath:instancePath+"/length",schemaPath:"#/$defs/body/properties/length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
var valid2 = _errs10 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.sha256 !== undefined){
const _errs12 = errors;
if(typeof data.sha256 !== "string"){
const err6 = {instancePath:instancePath+"/sha256",schemaPath:"#/$defs/body/properties/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
var valid2 = _errs12 === errors;
}
else {
var valid2 = true;
}
if(valid2){
if(data.capped !== undefined){
const _errs14 = errors;
if(true !== data.capped){
const err7 = {instancePath:instancePath+"/capped",schemaPath:"#/$defs/body/properties/capped/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
var valid2 = _errs14 === errors;
}
else {
var valid2 = true;
}
}
}
}
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/$defs/body/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
var _valid0 = _errs3 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
var props0 = {};
props0.text = true;
props0.base64 = true;
props0.length = true;
props0.sha256 = true;
props0.capped = true;
}
if(!valid0){
const err9 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
validate46.errors = vErrors;
return false;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate46.errors = vErrors;
evaluated0.props = props0;
return errors === 0;
}
validate46.evaluated = {"dynamicProps":true,"dynamicItems":false};

export const framing: Validator = validate47;
const schema71 = {"enum":["none","length","chunked","raw"]};

function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate47.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(!((((data === "none") || (data === "length")) || (data === "chunked")) || (data === "raw"))){
validate47.errors = [{instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues: schema71.enum},message:"must be equal to one of the allowed values"}];
return false;
}
validate47.errors = vErrors;
return errors === 0;
}
validate47.evaluated = {"dynamicProps":false,"dynamicItems":false};

export const response: Validator = validate48;

function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate48.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.status === undefined) && (missing0 = "status")) || ((data.httpVersion === undefined) && (missing0 = "httpVersion"))) || ((data.headers === undefined) && (missing0 = "headers"))) || ((data.body === undefined) && (missing0 = "body"))){
validate48.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.status !== undefined){
let data0 = data.status;
const _errs1 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate48.errors = [{instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.httpVersion !== undefined){
let data1 = data.httpVersion;
const _errs3 = errors;
if(!(((data1 === "1.0") || (data1 === "1.1")) || (data1 === "2"))){
validate48.errors = [{instancePath:instancePath+"/httpVersion",schemaPath:"#/properties/httpVersion/enum",keyword:"enum",params:{allowedValues: schema43.properties.httpVersion.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.headers !== undefined){
let data2 = data.headers;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(Array.isArray(data2)){
var valid2 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
const _errs7 = errors;
if(errors === _errs7){
if(Array.isArray(data3)){
if(data3.length > 2){
validate48.errors = [{instancePath:instancePath+"/headers/" + i0,schemaPath:"#/$defs/headers/items/maxItems",keyword:"maxItems",params:{limit: 2},message:"must NOT have more than 2 items"}];
return false;
}
else {
if(data3.length < 2){
validate48.errors = [{instancePath:instancePath+"/headers/" + i0,schemaPath:"#/$defs/headers/items/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items"}];
return false;
}
else {
var valid3 = true;
const len1 = data3.length;
for(let i1=0; i1<len1; i1++){
const _errs9 = errors;
if(typeof data3[i1] !== "string"){
validate48.errors = [{instancePath:instancePath+"/headers/" + i0+"/" + i1,schemaPath:"#/$defs/headers/items/items/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid3 = _errs9 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate48.errors = [{instancePath:instancePath+"/headers/" + i0,schemaPath:"#/$defs/headers/items/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid2 = _errs7 === errors;
if(!valid2){
break;
}
}
}
else {
validate48.errors = [{instancePath:instancePath+"/headers",schemaPath:"#/$defs/headers/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.body !== undefined){
let data5 = data.body;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
let missing1;
if((data5.length === undefined) && (missing1 = "length")){
validate48.errors = [{instancePath:instancePath+"/body",schemaPath:"#/$defs/body/required",keyword:"required",params:{missingProperty: missing1},message:"must have required property '"+missing1+"'"}];
return false;
}
else {
if(data5.text !== undefined){
const _errs14 = errors;
if(typeof data5.text !== "string"){
validate48.errors = [{instancePath:instancePath+"/body/text",schemaPath:"#/$defs/body/properties/text/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs14 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data5.base64 !== undefined){
const _errs16 = errors;
if(typeof data5.base64 !== "string"){
validate48.errors = [{instancePath:instancePath+"/body/base64",schemaPath:"#/$defs/body/properties/base64/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs16 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data5.length !== undefined){
let data8 = data5.length;
const _errs18 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate48.errors = [{instancePath:instancePath+"/body/length",schemaPath:"#/$defs/body/properties/length/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs18){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 0 || isNaN(data8)){
validate48.errors = [{instancePath:instancePath+"/body/length",schemaPath:"#/$defs/body/properties/length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
var valid5 = _errs18 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data5.sha256 !== undefined){
const _errs20 = errors;
if(typeof data5.sha256 !== "string"){
validate48.errors = [{instancePath:instancePath+"/body/sha256",schemaPath:"#/$defs/body/properties/sha256/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
var valid5 = _errs20 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data5.capped !== undefined){
const _errs22 = errors;
if(true !== data5.capped){
validate48.errors = [{instancePath:instancePath+"/body/capped",schemaPath:"#/$defs/body/properties/capped/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant"}];
return false;
}
var valid5 = _errs22 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
}
}
else {
validate48.errors = [{instancePath:instancePath+"/body",schemaPath:"#/$defs/body/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate48.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate48.errors = vErrors;
return errors === 0;
}
validate48.evaluated = {"props":{"status":true,"httpVersion":true,"headers":true,"body":true},"dynamicProps":false,"dynamicItems":false};
