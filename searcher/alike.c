/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "alike.h"
#include "utf8.h"

/* The longest syllable. */
#define SYLLABLE 8

/* Characters that look alike, a group between each two blanks. */
static const char shapes[] =
	"己已巳 未末 土士 日曰 人入八 大太犬 千干于 天夭无 戊戌戍戎 候侯 拔拨 治冶 析折拆 徒徙陡 晴睛 "
	"侍待恃持 抢枪 密蜜 辩辨辫 暴曝爆 撤撒澈辙 崇祟 泄泻 讯汛迅 损捐 陷蹈 摄慑 骇核 络洛落 恐巩 "
	"攸悠修 规现 协胁肋 漏露 构沟购 建健键 维惟唯准 履覆 拢扰 优忧犹 住往注 今令 幻幼 刀力 "
	"贝见 风凤 乌鸟 免兔 午牛 王玉主 兵乒乓 自白百 目且 田由甲申 申电 历厉 气汽 圆园 元无 "
	"亨享 盲肓 茶荼 赢羸 堕坠 垦恳 概慨溉 拘抱 诀决 缺决 灸炙 廷延 壁璧 辟避 蓝篮 燥躁操 "
	"弊蔽 毫豪 籍藉 竟竞 具县 坚竖 贷货 贪贫 赔陪 栽裁载戴 限恨根 很恨 狠狼 粮良 清请情晴 "
	"渊洲 州洲 网罔冈 岗网 安按 家冢 宣宜 官宫 客容 害宪 突实 处外 各名 备奋 夺奔 奋夺 "
	"仿访防妨 仅汉 任仕 件伴 伐代 化花 仑仓 伦抡论 冲种仲 况祝 净挣 减咸 准淮 凋调 制刷 刻刹 "
	"劣劲 励厉 务备 助肋 势执 勒勤 勤勒 卷券 反友 双又 叙权 口囗 台合 吸吹 吕侣 告吿 味昧 "
	"员圆 哲誓 问间闻 闲闭 阔润 商商 善普 器嚣 回囚 困因 固同 坏环还 均钧 块快决 坛坊 型刑 "
	"域城 基墓 场扬 增憎 墨黑 壮状 声芦 复夏 夕歹 失矢 奖桨 女安 好奸 始治 委季李 孝考 学字 "
	"存在 孤狐 宇字 导异 寻导 封卦 射谢 尊遵 小少 尔你 尚向 层居 届届 屋层 展屉 岛鸟 崩萌 "
	"币市 布市希 师帅 带节 帮邦 常尝 平乎 年牛 并井 序房 库军 底低 店点 废发 度席 康隶 廉康 "
	"异弃 弄弃 引弓 弱溺 强疆 归扫 录绿 形型 影彰 役没 征证 律津 徽微 德得 心必 志忘 怀坏 "
	"态恣 总怠 恶恩 患忠 意竟 感惑 慎镇 懂董 戏戈 成戍 战占 户尸 扩旷 扫妇 批比 技枝 把拔 "
	"投役 抗坑 折拆 护沪 报服 披彼 抵低 押抽 拒柜 拓妬 拟似 择泽 挑桃 振震 挂桂 指脂 按挨 "
	"挥辉 捕铺 换唤 据居 授受 排徘 探深 接按 控挖 推堆 描猫 提堤 援缓 播潘 摧催 操噪 擎攀 "
	"政攻 故敌 效郊 教散 数教 整正 斤斥 断继 新亲 方万 施拖 旅族旋 旗棋 时对 旱早 昌冒 明朋 "
	"易昜 星皇 映央 春舂 显湿 晓浇 普晋 景影 暗谙 更便 书节 曾会 替潜 最量 期欺 本木末未 术木 "
	"机朹 权杈 材村 束朿 条务 来末 极级 林材 果杲 枚牧 架驾 某基 染梁 查杳 标示 校较 样祥 "
	"核该 格恪 框眶 案桉 档挡 梦焚 械戒 检捡 椎推 楚础 榜傍 模漠摸 横黄 欧殴 款欸 正止 此比 "
	"武贰 死列 残浅 段假 每母 毒每 比此 毕华 民氏 水永 求永 汇江 池地 污圬 汰汏 沉沈 油抽 "
	"法去 泛乏 波破 注往 洋样 洗冼 活括 派脉 流硫 测侧 济挤 浏刘 浪狼 消削 涉步 涵函 深探 "
	"混棍 添舔 渠梁 温湿 游遊 源原 滥监 演寅 灭火 灰恢 灾实 点占 炸诈 热熱 然燃 照昭 煽扇 "
	"爱受 牌碑 特持 牺栖 状壮 独烛 狱狼 率卒 环坏 班斑 球求 理埋 瓦互 用甩 男勇 画面 界介 "
	"病痛 疫疲 登发 皮反 监蓝 直真 相想 盾质 省看 着看 督督 睦陆 知和 短矩 码玛 破坡 础出 "
	"示不 社杜 祖租 神伸 票栗 禁楚 福副 离禽 私松 科料 秘密 程呈 税悦 稳隐 究穷 空穴 窃切 "
	"窗囱 立位 章竟 端瑞 笔毛 第弟 等寺 策荣 签答 管官 箱相 类数 精清 系糸 素索 索素 紧坚 "
	"红江 约药 级极 纪记 纯钝 纳呐 纵从 组祖 细田 终冬 经径 结洁 绕挠 给拾 络各 统充 继断 "
	"绩债 续读 维难 综宗 缔蒂 编偏 缩宿 罚罪 置直 署暑 群郡 翻番 老考 者都 耐而 职织 联耿 "
	"肃萧 育胃 背北 胜性 能熊 脑恼 脱税 腐府 自目 至到 致到 航杭 船般 艺芝 苏办 若苦 苦若 "
	"范犯 荐存 落洛 著着 董懂 虑虚 虚虎 融隔 行衍 街衔 衡街 补朴 表衣 被波 裂烈 装袋 西酉 要耍 "
	"观现 视祝 觉学 角甬 解懈 触烛 誓哲 计讨 订钉 认队 让止 训川 议仪 记计 讲进 许午 设没 "
	"访防 证征 评坪 识织 诉拆 词同 试式 话活 该核 详样 语悟 误娱 说悦 请情 读续 谁准 调周 "
	"谈淡 谋媒 谐偕 谓渭 谴遣 象像 责贵 败贩 货贷 质盾 购构 贸贺 费弗 资咨 赖懒 赞攒 走赱 "
	"起赶 超越 足促 跨垮 路落 身射 车东 转传 轮轴 软钦 轻经 载裁 较校 辑缉 输愉 辞乱 边功 "
	"达大 迁迂 过寸 运远 近折 返反 还环 进讲 远运 违伟 连莲 述术 迷谜 追迫 退腿 送迭 适括 "
	"选先 透秀 递梯 通涌 速束 造告 逮康 遇偶 遍偏 道首 遗贵 邦帮 部陪 都者 配酉 酌配 释译 "
	"里理 重童 野墅 量最 金全 针叶 钓钩 铁跌 银根 链键 销消 锁销 错借 镇真 长张 门们 闪问 "
	"闭闲 间问 队认 阶价 阻组 阿啊 附付 际标 陈阵 降隆 限根 院完 除余 险检 隐稳 障章 难准 "
	"雄推 集隼 零雷 需雪 震振 青责 静净 非兆 面画 革草 韧靭 音昔 页贝 顶顷 项顶 顺须 顾硕 "
	"预须 领颂 频颜 题提 额客 飞气 食良 馆官 首道 驱躯 驶史 骗编 验险 高亮 麻摩 黑墨 默黔 鼓彭";

/* How nearly two syllables sound the same: z for zh, n for ng at the end. */
static size_t
blunt(const char *syllable, size_t size, char out[SYLLABLE])
{
	size_t length = 0;

	for (size_t i = 0; i < size && length < SYLLABLE; i++)
		if (!(syllable[i] == 'h' && i == 1) && !(syllable[i] == 'g' && i > 1))
			out[length++] = syllable[i] == 'l' && i == 0 ? 'n' : syllable[i];
	return length;
}

struct syllable {
	const char *text, *characters;
	size_t size, length;	/* of text, of characters */
};

/* The syllable at *at of the table; false at its end. */
static bool
next_syllable(const char **at, struct syllable *syllable)
{
	if (**at == '\0')
		return false;
	syllable->text = *at;
	syllable->size = strspn(*at, "abcdefghijklmnopqrstuvwxyz");
	*at += syllable->size;
	syllable->characters = *at;
	while ((unsigned char)**at >= 0x80)
		++*at;
	syllable->length = (size_t)(*at - syllable->characters);
	return true;
}

static bool
same_sound(const struct syllable *a, const struct syllable *b)
{
	return a->size == b->size && memcmp(a->text, b->text, a->size) == 0;
}

static bool
near_sound(const struct syllable *a, const struct syllable *b)
{
	char one[SYLLABLE], other[SYLLABLE];
	size_t size = blunt(a->text, a->size, one);

	return size == blunt(b->text, b->size, other) && memcmp(one, other, size) == 0;
}

static size_t
add(const char *text, size_t size, uint32_t point, uint32_t *out, size_t count)
{
	for (size_t at = 0; at < size && count < VB_ALIKE_MAX;) {
		uint32_t other = vb_utf8_next(text, size, &at);
		bool there = other == point;

		for (size_t i = 0; i < count && !there; i++)
			there = out[i] == other;
		if (!there)
			out[count++] = other;
	}
	return count;
}

static size_t
add_shapes(const char *character, size_t size, uint32_t point, uint32_t *out, size_t count)
{
	for (const char *at = shapes; *at != '\0'; at += strspn(at, " ")) {
		size_t length = strcspn(at, " ");

		if (memmem(at, length, character, size) != NULL)
			count = add(at, length, point, out, count);
		at += length;
	}
	return count;
}

size_t
vb_alike_find(uint32_t point, uint32_t out[VB_ALIKE_MAX])
{
	char character[4];
	size_t size = vb_utf8_put(point, character), count = 0;
	const char *at = vb_alike_sound;
	struct syllable own = {NULL, NULL, 0, 0}, other;

	while (next_syllable(&at, &other) && own.text == NULL)
		if (memmem(other.characters, other.length, character, size) != NULL)
			own = other;
	for (at = vb_alike_sound; own.text != NULL && next_syllable(&at, &other);)
		if (same_sound(&own, &other))
			count = add(other.characters, other.length, point, out, count);
	count = add_shapes(character, size, point, out, count);
	for (at = vb_alike_sound; own.text != NULL && next_syllable(&at, &other);)
		if (near_sound(&own, &other))
			count = add(other.characters, other.length, point, out, count);
	return count;
}

bool
vb_alike_are(uint32_t point, uint32_t other)
{
	uint32_t alike[VB_ALIKE_MAX];
	size_t count = vb_alike_find(point, alike);

	for (size_t i = 0; i < count; i++)
		if (alike[i] == other)
			return true;
	return false;
}
