"""Cue phrases of the role axis and of tone: what an article does with a claim, never whether the claim is true."""

from collections.abc import Iterator
from dataclasses import dataclass


def _each(firsts: str, seconds: str) -> tuple[str, ...]:
    """Return every first before every second; both lists are parted by bars."""
    return tuple(f"{first} {second}" for first in firsts.split("|") for second in seconds.split("|"))


# What is counterfeited, forged or acted.
_FORGED = (
    "hàng|tiền|bằng|bằng cấp|giấy|giấy tờ|chứng chỉ|thuốc|thuốc tây|sữa|mỹ phẩm|con dấu|dấu|biển số|biển|công an|bác sĩ"
    "|tài liệu|vàng|rượu|phân bón|hồ sơ|sổ đỏ|sổ hồng|sổ tiết kiệm|xăng|chữ ký|căn cước|thẻ|hóa đơn|nhãn|tem|nhang"
    "|mật ong|vé|vé số|túi|túi xách|nước mắm|thực phẩm|dầu ăn|gạo|cà phê|hợp đồng|giấy phép|hộ chiếu|visa|website"
    "|trang web|fanpage|ứng dụng|nhân viên|cán bộ|nhà báo|phóng viên|luật sư|thầy|nhà sư|sư|chú rể|cô dâu|cảnh sát"
    "|bộ đội|quân nhân|học bạ|bảng điểm|lý lịch|bia|nước hoa|linh kiện|phụ tùng|vật tư|thuốc trừ sâu|thuốc lá|bột ngọt"
    "|hạt nêm|thực phẩm chức năng|đồng hồ|sàn|giấy khai sinh|quyết định|giấy khám sức khỏe|văn bằng|hàng hóa|trứng|yến"
    "|nhãn mác|nhãn hiệu|thiết bị|mũ bảo hiểm|dầu nhớt|tổng đài|sâm|trầm|phiếu|biên lai|con nuôi|kết hôn|bệnh án"
)

CUES: dict[str, tuple[str, ...]] = {
    # Words that name content as false.
    "false": (
        "tin giả", "tin sai", "tin bịa", "tin vịt", "tin thất thiệt", "tin xấu độc", "tin độc hại", "tin độc",
        "tin bậy", "sai sự thật", "sai lệch", "không đúng sự thật", "trái sự thật", "thông tin giả",
        "thông tin không đúng", "thông tin không chính xác", "thông tin sai", "thất thiệt", "bịa đặt", "bịa chuyện",
        "bịa tin", "bịa", "dựng chuyện", "dựng tin", "xuyên tạc", "bóp méo", "vu khống", "vu cáo", "bôi nhọ", "bôi xấu",
        "nói xấu", "thêu dệt", "hư cấu", "thổi phồng", "không có thật", "deepfake", "cắt ghép", "dàn dựng", "xấu độc",
        "nội dung sai", "phát ngôn sai", "nói sai", "bài sai", "hình ảnh giả mạo", "thông tin giả mạo", "video giả mạo",
        "clip giả mạo", "do AI tạo", "phỉ báng", "fake news", "false information", "false claims", "false rumours",
        "false rumors", "false posts", "false news", "misinformation", "disinformation", "hoax", "fabricated",
        "fabricating", "inventing", "invented", "slander", "slandering", "slanderous", "defamation", "smearing",
        "distorting", "untrue", "ảnh ghép", "ảnh dựng", "clip ghép", "hàng dựng", "clip dựng", "dàn cảnh", "ảnh cũ",
        "clip cũ", "video cũ", "fake video", "fake post", "fake story", "fake clip", "fake reports", "tin nhảm",
        "nội dung không đúng",
    ),
    # What those do who spread a falsehood, whether or not it is called one.
    "spread": (
        *_each(
            "tung|tung ra|phao|gieo|gieo rắc|lan|loan|dựng|bịa|phát tán",
            "tin|thông tin|tin đồn|chuyện|clip|video|nội dung|lời đồn",
        ),
        "câu like", "câu view", "câu tương tác", "gây hoang mang", "lợi dụng các quyền tự do dân chủ",
        "lợi dụng quyền tự do dân chủ", "nhằm chống nhà nước", "chống nhà nước", "chống phá", "phốt", "bóc phốt",
        "thư nặc danh", "đề thi giả", "spreading rumours", "spreading rumors", "abusing democratic freedoms",
        "claiming", "ảnh ghép", "clip ghép", "ảnh chế", "ảnh giả", "video giả", "clip giả",
    ),
    # What anybody does who has something to show or to say.
    "post": (
        *_each(
            "đăng|đăng tải|lan truyền|chia sẻ|soạn|bình luận",
            "tin|thông tin|tin đồn|bài|bài viết|clip|video|nội dung|bài đăng|clip cũ|ảnh cũ|video cũ",
        ),
        "phát ngôn", "ghép ảnh", "ghép mặt", "spreading", "posting",
    ),
    # Words for a claim that goes around.
    "rumour": (
        "tin đồn", "đồn đoán", "đồn thổi", "đồn đại", "lời đồn", "bị đồn", "được đồn", "đồn rằng", "lan truyền",
        "truyền nhau", "truyền tay", "xôn xao", "râm ran", "bàn tán", "xì xào", "rộ tin", "dậy sóng",
        "thông tin cho rằng", "tin cho rằng", "thông tin nói", "bài viết nói", "có thông tin", "có tin", "diễn đàn",
        "quả quyết", "đồn", "chưa được kiểm chứng", "chưa kiểm chứng", "chưa xác minh", "thực hư", "suy đoán",
        "thuyết âm mưu", "nghi án", "lùm xùm", "ồn ào", "hội nhóm", "viral", "nặc danh", "bị cho là", "được cho là",
        "bị đoán", "bị nghi", "rumour", "rumor", "rumours", "rumors", "circulated", "circulating", "widely shared",
        "speculation",
        "rumours swirl",
    ),
    # Where claims go around; of itself it says nothing.
    "platform": (
        "dân mạng", "cộng đồng mạng", "mạng xã hội", "trên mạng", "không gian mạng", "facebook", "tiktok", "zalo",
        "youtube", "threads", "fanpage", "livestream", "social media",
    ),
    # Somebody complains of, or is suspected of, something not yet shown.
    "complaint": (
        "tố", "bị tố", "tố cáo", "tố giác", "phản ánh", "nghi vấn", "đơn thư", "đơn tố", "cáo buộc", "tin báo", "lộ đề",
        "báo nêu", "bị cho là", "allegation", "allegations", "alleging", "claim", "claims", "complaints",
    ),
    # Titles and leads that ask for the truth.
    "asks": (
        "thực hư", "sự thật về", "sự thật sau", "sự thật đằng sau", "sự thật vụ", "giải mã", "giải đáp", "có thật",
        "có hay không", "có đúng", "có phải", "có chuyện", "nói gì", "tìm lời giải", "sự thật là gì", "sự thật ra sao",
        "thực hư ra sao", "sự thật thế nào", "bí ẩn",
        "kiểm chứng", "phản hồi tin đồn", "fact check",
    ),
    # What a claim comes in.
    "content": (
        "clip", "video", "bài đăng", "bài viết trên", "tin nhắn", "ghi âm", "đoạn phim", "ảnh chụp màn hình",
        "hàng loạt trang", "nhiều trang", "posts", "footage",
    ),
    # Claims told as fact with nobody to answer for them.
    "unattributed": (
        "theo nguồn tin trong", "nguồn tin riêng", "một nguồn tin cho biết", "một nguồn tin cho hay",
        "theo một nguồn tin", "nguồn tin giấu tên", "nguồn tin thân cận", "nguồn tin nội bộ", "nguồn thạo tin",
        "người thạo tin", "nghe nói", "nghe đồn", "nghe đâu", "nghe bảo", "phong thanh", "nghe ai đó", "nghe người ta",
        "đồn rằng", "đồn là", "đồn nhau", "đồn ầm", "đồn khắp", "đồn thổi", "người ta đồn", "có người đồn",
        "dân làng đồn", "bị đồn", "được đồn", "bị đồn đoán", "được đồn đoán", "theo lời đồn", "theo tin đồn", "rộ tin",
        "rộ lên tin", "rộ thông tin", "rộ lên thông tin", "kháo nhau", "kháo rằng", "râm ran chuyện", "râm ran tin",
        "râm ran thông tin", "dư luận râm ran", "người dân râm ran", "rỉ tai nhau", "rỉ tai", "chia sẻ chóng mặt",
        "lan truyền chóng mặt", "lan truyền rằng", "lan truyền thông tin", "lan truyền tin", "lan truyền nhau",
        "lan truyền câu chuyện", "lan truyền với chú thích", "truyền tai", "truyền tay", "truyền nhau", "truyền miệng",
        "truyền câu", "loan tin", "chưa rõ thực hư", "thông tin cho rằng", "tin cho rằng", "có tin nói", "có người nói",
        "có người kể", "có người bảo", "có người cho rằng", "có người thề", "có lời rằng", "người ta kể",
        "người ta bảo", "người ta còn nói", "người ta loan", "người ta truyền", "bà con kể", "dân làng kể",
        "nhiều người bảo", "nhiều người tin rằng", "ai cũng bảo", "tin truyền", "tin hành lang",
        "có người khẳng định", "một số người bảo", "bài đăng vô danh", "tin vỉa hè", "tin trong nhà",
        "không rõ nguồn gốc thông tin", "không rõ tin từ đâu", "không ai rõ tin", "chưa rõ tin này", "thư nặc danh",
        "bức thư không ký tên", "mạng tin rằng", "mạng đồn", "mạng cho rằng", "mạng kháo", "mạng truyền",
        "bình luận quả quyết", "kèm lời khẳng định", "xôn xao tin", "xôn xao chuyện", "xôn xao thông tin",
        "dư luận bàn tán", "rộ tin đồn", "lan truyền tin đồn",
        "rumour has it", "rumor has it", "unconfirmed reports", "word on the street",
        "nobody seems to know", "rumoured to", "rumored to", "rần rần chuyện", "rần rần tin", "rần rần thông tin",
        "dấy lên tin", "tin nội bộ", "thông tin hành lang", "nghe loáng thoáng",
        "nghe lỏm", "mách nhau", "xầm xì", "đồn đãi", "tương truyền", "nhiều người đồn", "nhiều người quả quyết",
        "thiên hạ đồn", "có người còn nói", "có người quả quyết", "một nick", "nick ẩn danh", "tài khoản nặc danh",
        "người giấu mặt", "thật hư chưa rõ", "chưa rõ thật hư", "không ai biết thật hư", "chưa ai kiểm chứng",
        "chưa thấy ai xác nhận", "không rõ ai nói", "không ai biết ai",
        "lan tin", "đồn thổi rằng", "chuyền tai", "chuyền nhau", "bảo nhau rằng", "nói với nhau rằng", "hội nhóm loan",
        "được đồn thổi", "people whisper", "neighbours say", "talk in town", "nobody knows", "anonymous posts",
        "anonymous post", "netizens claim", "netizens abuzz", "abuzz", "đoán già đoán non", "người nọ bảo người kia",
        "chuyển tiếp tin nhắn", "unnamed insiders", "insiders claim", "sources claim", "sources say", "unnamed sources",
        "anonymous sources",
        "rumours swirl", "rumors swirl", "heard it from", "say they heard", "swirling rumours",
    ),
    # The same, but also said of things that somebody answers for: two of them, or one beside a rumour, carry.
    "hearsay": (
        "hàng trăm tài khoản", "hàng nghìn tài khoản", "hàng loạt tài khoản", "theo nguồn tin", "theo các nguồn tin",
        "nghe kể", "được cho là", "bị cho là", "giấu tên", "không nêu tên", "không muốn nêu tên", "không chịu nêu tên",
        "râm ran", "xôn xao khi", "thì thầm", "whispers", "whispering", "reportedly", "xì xào", "được nói là",
        "giới trong nghề", "giới buôn", "tài khoản ẩn danh", "xôn xao clip", "lời đồn", "người ta nói", "is said to be",
        "are said to be", "chưa được xác nhận", "theo một số nguồn tin", "nhiều nguồn tin", "chưa có xác nhận",
        "chưa có thông báo chính thức", "chưa được cơ quan nào xác nhận", "vẫn im lặng", "nhiều tài khoản",
        "một số tài khoản", "một tài khoản", "không ít người tin", "nhiều người tin", "một người quen",
        "một người trong nghề", "một người thân", "một nhân viên cũ", "một cựu nhân viên", "dân trong nghề", "ảnh mờ",
        "theo thông tin chưa", "có thông tin", "xuất hiện thông tin", "đồn đoán", "người trong giới",
        "người trong ngành", "nguồn tin trong giới", "soi ra",
        "bị tố", "một người am hiểu", "một người biết chuyện", "một người thân cận", "một người trong cuộc",
        "người trong cuộc", "giữ im lặng", "chưa lên tiếng", "ảnh không rõ nguồn", "tin không rõ nguồn",
        "màn hình không rõ nguồn", "ai cũng nói", "chia sẻ ầm ầm", "tin nhắn truyền",
        "truyền đi", "dân trong vùng kể", "người dân kể", "dân kể", "bạn bè trong giới", "đoán vậy",
        "không đưa ra bằng chứng", "chẳng ai đưa ra bằng chứng", "chưa có văn bản", "chưa thấy văn bản",
        "không có văn bản nào", "theo lời kể", "được kể", "nhiều nick",
    ),
    # A rumour is named in passing; in a title it is what the article is about.
    "mention": (
        "xuất hiện tin đồn", "vướng tin đồn", "vướng nghi án", "dính tin đồn", "dính nghi án", "dính tin",
        "tin đồn mới", "dấy lên tin đồn", "dấy lên thông tin", "giữa tin đồn",
    ),
    # Where people talk without names.
    "gossip": (
        "tin đồn", "đồn đoán", "đồn", "dân mạng", "cộng đồng mạng", "diễn đàn", "hội nhóm",
        "truyền nhau", "bàn tán", "nặc danh", "khắp nơi", "dân tình", "nobody", "some claim", "regulars",
    ),
    "no_unattributed": ("giới thạo tin cho rằng", "niềm tin cho rằng"),
    "no_rumour": ("đồn biên phòng", "đồn công an", "đồn trú", "đồn điền", "trưởng đồn", "đồn cảnh sát"),
    "no_gossip": ("đồn biên phòng", "đồn công an", "đồn trú", "đồn điền", "trưởng đồn", "đồn cảnh sát"),
    # Verbs by which a claim is denied or answered; the claim is asked for beside them.
    "deny": (
        "bác bỏ", "phủ nhận", "phản bác", "bác", "dập tắt", "dập", "xóa tan", "xua tan", "xóa bỏ", "phản pháo",
        "gạt bỏ", "đính chính", "bác thẳng", "lên tiếng", "làm rõ", "trần tình", "trấn an", "thanh minh", "phân trần",
        "phản hồi", "trả lời", "đáp trả", "nói về", "phẫn nộ trước", "trái với", "trái ngược", "ngược với", "không như",
        "như tin đồn", "như lời đồn", "sau tin đồn", "giữa tin đồn", "trước tin đồn", "denies", "denied", "deny",
        "dismisses", "dismissed", "refutes", "refuted", "rejects", "rejected", "debunks", "debunked", "đập tan",
        "giải tỏa", "chấm dứt đồn đoán", "bác lời đồn", "nói không với tin", "phủ định",
    ),
    # Words that deny by themselves where a claim is the matter.
    "not_so": (
        "không có chuyện", "không có việc", "không hề", "chưa từng", "chưa bao giờ", "chưa hề", "không có chủ trương",
        "chưa có chủ trương", "không có kế hoạch", "không phải", "không có vụ", "không có ca", "không xảy ra",
        "không ghi nhận", "không phát hiện", "không đúng", "không chính xác", "chưa chính xác", "chưa đúng",
        "không có cơ sở", "vô căn cứ", "không có căn cứ", "thiếu căn cứ", "không căn cứ", "không có sự thật",
        "hiểu lầm", "hiểu nhầm", "thực chất", "thực tế", "thực ra", "hóa ra", "thật ra", "bậy bạ", "nhảm", "nhảm nhí",
        "khẳng định", "gắn nhãn", "dán nhãn", "cảnh báo tin giả", "cảnh báo thông tin giả", "là giả", "là sai",
        "là bịa", "trí tuệ nhân tạo", "AI", "không liên quan", "tưởng tượng", "chưa chết", "còn sống", "âm tính",
        "đạt chuẩn", "ngưỡng an toàn", "bình thường", "không tồn tại", "baseless", "groundless", "unfounded", "false",
        "no truth", "never", "hàng dựng", "ảnh ghép", "ảnh dựng", "clip dựng", "sản phẩm dựng", "hoang đường", "vô lý",
        "phi lý", "chưa có bằng chứng", "không có bằng chứng", "chưa nghiên cứu nào", "không có nghiên cứu",
        "cơ sở khoa học", "phản khoa học", "không nằm trong", "vẫn hoạt động", "vẫn diễn ra", "này sai", "này giả",
        "này là giả", "đây là giả", "đó là giả", "trên là sai",
        "đó là sai", "không có quy định", "photoshop", "không công an nào", "không ai", "no evidence", "no such",
        "fake",
        "quay ở", "quay tại", "chụp ở", "chụp tại", "lật tẩy", "vạch trần", "bóc trần", "đừng tin", "chuyện đùa",
        "trò đùa", "nêu sai", "kết luận không", "chỉ là đồn", "chỉ là tin", "chỉ để",
    ),
    # A claim is being looked into.
    "verify": (
        "xác minh", "làm rõ", "kiểm tra", "kiểm chứng", "rà soát", "thẩm định", "thẩm tra", "vào cuộc", "báo cáo",
        "giải trình", "tường trình", "trích xuất", "lấy mẫu", "điều tra", "truy vết", "đối chiếu", "đối chất", "lập tổ",
        "lập đoàn", "lập hội đồng", "giám định", "thanh tra", "tìm lời giải", "look into", "looking into", "verify",
        "verifying", "investigate", "investigates", "investigating", "investigation", "reviewing", "probe", "probing",
        "explain", "inquiry", "check", "checking", "kiểm nghiệm", "xét nghiệm mẫu", "thu mẫu", "tiếp nhận thông tin",
        "cử cán bộ", "cử người", "cử tổ", "xác thực", "looks into",
    ),
    # The answer is open.
    "open": (
        "chưa có kết luận", "chưa kết luận", "chưa thể kết luận", "chưa đưa ra kết luận", "chưa thể khẳng định",
        "chưa đủ cơ sở", "chưa có cơ sở", "chưa đủ căn cứ", "chưa đủ để", "không loại trừ khả năng", "chờ kết quả",
        "đợi kết quả", "kết quả dự kiến", "chờ kết luận", "trong lúc chờ", "sẽ thông tin sau", "sẽ được thông tin",
        "sẽ phản hồi", "cam kết phản hồi", "hẹn trả lời", "tiếp tục thông tin", "chưa rõ đúng sai",
        "có cơ sở hay không", "đúng hay sai", "đúng hay không", "có hay không", "có thật hay không", "đang xác minh",
        "đang kiểm tra", "đang làm rõ", "đang rà soát", "đang đối chiếu", "chưa thể xác nhận", "không suy diễn",
        "không bác bỏ cũng không xác nhận", "chưa bác bỏ", "not finished", "wait for the outcome", "sent for testing",
        "chưa bình luận", "đang liên hệ", "đang tìm hiểu", "chưa xác nhận", "sẽ công bố kết quả", "chưa có kết quả",
        "đang chờ", "chờ kết quả kiểm nghiệm", "sớm có kết luận", "chưa khẳng định", "chưa đủ dữ liệu", "chưa thể nói",
        "chưa biết đúng sai", "chưa rõ", "under review", "no conclusion", "yet to confirm", "could not confirm",
        "has not confirmed", "chưa phủ nhận", "cũng chưa", "trước khi kết luận", "kiểm đếm lại", "công khai kết luận",
        "sẽ công khai", "chưa công bố kết luận", "mới có kết quả",
        "hẹn công bố", "sẽ công bố", "chưa công bố", "ai đúng ai sai",
    ),
    # What people do with what they read.
    "sharing": (
        "chia sẻ", "tin nhắn", "thông báo", "kiểm chứng", "tin nào", "thông tin nào", "nguồn tin", "nguồn thông tin",
        "link", "đường link", "forward", "xác thực người dùng", "định danh tài khoản", "xác thực tài khoản", "gắn nhãn",
        "tin trên mạng", "trên mạng xã hội", "mạng xã hội", "trước khi đăng", "tìm nguồn", "bài đăng", "tra cứu",
        "youtube", "truyền miệng", "before sharing", "share",
    ),
    # Longer phrases of another meaning: a cue of the group inside them does not count.
    "no_complaint": ("khởi tố", "truy tố", "yếu tố", "nhân tố", "tố tụng", "tố chất", "nguyên tố", "tố hữu"),
    "no_punish": (
        "bắt đầu", "bắt nguồn", "bắt tay", "bắt gặp", "bắt cóc", "bắt nạt", "bắt buộc", "bắt kịp", "bắt mắt",
        "bắt chước", "nắm bắt", "bắt được", "bắt bóng", "điều kiện", "sự kiện", "linh kiện", "bưu kiện", "dữ kiện",
        "văn kiện", "kiện hàng", "kiện toàn", "kiện tướng", "trung tâm xử lý", "cục xử lý", "phạt đền", "phạt góc",
        "hình phạt", "đá phạt", "xử lý nước", "xử lý rác", "bản lĩnh", "lĩnh vực", "đình chỉ thi", "xử lý tình huống",
        "mức xử phạt", "khung hình phạt", "bắt bệnh", "bắt xe",
    ),
    "no_correct": (
        "sửa chữa", "sửa đổi", "tháo gỡ", "gỡ vướng", "gỡ khó", "gỡ hòa", "thu hồi đất", "thu hồi vốn",
        "thu hồi tài sản", "thu hồi giấy phép", "thu hồi thẻ", "sửa xe", "sửa nhà", "sửa luật", "thu hồi nợ", "gỡ rối",
        "gỡ mìn",
    ),
    "no_deny": (
        "bác sĩ", "bác đơn", "bác kháng cáo", "bác đề nghị", "bác yêu cầu", "bác đề xuất", "bác học", "bác cháu",
        "bác ruột", "không thể phủ nhận", "không bác bỏ", "không phủ nhận", "chưa bác bỏ", "khó phủ nhận", "bác hồ",
    ),
    "no_false": (
        "quảng cáo sai sự thật", "quảng cáo sai", "bóp méo cạnh tranh", "không bịa", "phim hư cấu",
        "tiểu thuyết hư cấu", "dàn dựng vở", "dàn dựng kịch bản", "dàn dựng màn kịch", "dàn dựng chương trình",
        "dàn dựng tác phẩm",
    ),
    "no_other": ("thông tin giả mạo", "hình ảnh giả mạo", "tin giả mạo", "video giả mạo", "clip giả mạo"),
    # Somebody has to answer for what he did.
    "punish": (
        "xử phạt", "phạt tiền", "bị phạt", "phạt nặng", "nộp phạt", "phạt", "triệu tập", "mời làm việc",
        "mời lên làm việc", "mời lên công an", "mời lên trụ sở", "mời lên", "mời về trụ sở", "gọi lên", "làm việc với",
        "khởi tố", "bắt giữ", "bắt tạm giam", "bắt khẩn cấp", "bắt", "bị bắt", "tạm giữ", "tạm giam", "truy tố",
        "tuyên án", "tuyên phạt", "lĩnh án", "lãnh án", "lĩnh mức án", "năm tù", "tháng tù", "y án", "ra tòa",
        "hầu tòa", "xét xử", "phạm tội", "kiện", "khởi kiện", "bồi thường", "kỷ luật", "cảnh cáo", "răn đe",
        "kiểm điểm", "đình chỉ", "cách chức", "buộc thôi việc", "sa thải", "cho thôi chức", "từ chức", "đình bản",
        "thu hồi giấy phép", "thu hồi thẻ", "tước thẻ", "tước giấy phép", "lập biên bản", "lập hồ sơ", "bị xử lý",
        "đã xử lý", "vừa xử lý", "xử lý", "bị buộc", "cấm sóng", "viết cam kết", "điều tra", "bị cáo buộc", "bị cáo",
        "bị can", "lãnh đủ", "fined", "fine", "jailed", "jails", "sentenced", "arrested", "detained", "summoned",
        "prosecuted", "sued", "punished", "penalised", "charged", "án treo", "cải tạo không giam giữ", "nhận án",
        "khép tội", "buộc thôi học", "gọi hỏi", "mời đến làm việc", "mời đến", "khóa kênh", "thu hồi kênh", "trả giá",
        "chịu phạt", "nhắc nhở", "tước quyền", "cấm livestream", "suspended", "charged with", "prison", "in prison",
        "ordered to pay", "truy tìm", "truy xét", "truy bắt", "mời một", "mời hai", "mời ba", "khiển trách",
        "xác định danh tính", "xác định người", "bị kỷ luật", "ordered to pay fine",
        "detain", "detains", "arrest", "arrests", "fines", "jail", "sentence", "sentences", "summons",
    ),
    # A paper, broadcaster or office takes back what it said.
    "correct": (
        "cải chính", "đính chính", "xin lỗi", "cáo lỗi", "nhận lỗi", "lượng thứ", "thứ lỗi", "gỡ", "rút bài", "rút lại",
        "thu hồi", "xóa bài", "đã xóa", "sửa", "nói lại", "thông tin lại", "công bố lại", "đăng lại", "thiếu sót",
        "correction", "corrected", "corrects", "apologise", "apologises", "apologize", "apologizes", "apologised",
        "apologized", "retract", "retracts", "retracted", "misstated", "withdrew", "withdraws", "nhận sai",
        "điều chỉnh số liệu", "điều chỉnh lại", "hiệu chỉnh", "ban hành lại", "phát hành lại", "hạ bài",
        "rút kinh nghiệm", "thừa nhận", "bản sửa", "sửa lại", "thay thế bản", "rất tiếc", "withdrawn", "took down",
        "takes down", "clarification",
        "cắt bỏ", "dừng phát", "tạm dừng chương trình",
    ),
    # What is taught or warned of in general.
    "falsehood": (
        "tin giả", "tin sai", "tin đồn", "lời đồn", "tin bậy", "tin xấu độc", "tin độc", "tin độc hại",
        "chưa kiểm chứng", "chưa được kiểm chứng", "thông tin sai", "sai sự thật", "sai lệch", "thông tin giả",
        "xấu độc", "cắt ghép", "tin gây sợ hãi", "deepfake", "do AI tạo ra", "bằng AI", "xuyên tạc", "bịa chuyện",
        "đồn đoán", "tung tin", "thổi phồng", "tin thất thiệt", "không rõ nguồn", "không rõ ai", "tin dữ", "tin xấu",
        "fake", "misinformation", "disinformation", "thật giả", "dắt mũi", "tin vịt", "tin bịa", "tin bịa đặt",
        "nội dung sai", "tạo bằng AI", "AI tạo", "giả mạo bằng AI", "tin rác", "tin nhảm", "thông tin độc hại",
        "nội dung độc hại", "nội dung xấu", "nghĩ trước", "trước khi chia sẻ", "false information", "rumours", "hoaxes",
        "ngụy tạo", "câu view", "nguồn ảnh", "nguồn video", "nghi ngờ", "AI-made", "AI-generated",
        "tin lừa đảo", "nội dung AI", "thao túng", "đọc tin", "tin điều mình",
    ),
    "fake": ("giả",),
    # "giả" in another sense: counterfeit goods, forged papers, impostors.
    "other": (
        *_each(_FORGED, "giả"),
        "giả danh", "mạo danh", "giả mạo", "làm giả", "làm nhái", "hàng nhái", "hàng gian", "nhái", "cấp khống",
        "giả nhãn hiệu", "giả làm", "đóng giả", "đội lốt", "tự xưng", "giả trai", "giả gái", "giả thương binh",
        "giả ốm", "giả bệnh", "giả công an", "giả bác sĩ", "khai khống", "thi hộ", "counterfeit", "fake", "forged",
        "impostor", "impostors", "impersonating", "impersonation", "posing as", "giả giọng", "mượn danh", "núp bóng",
        "rởm", "dỏm", "hàng dỏm", "bằng rởm", "giả khách", "giả làm khách", "giả nhân viên", "giả shipper", "giả tiếng",
        "giả chữ ký", "giả hồ sơ", "giả con dấu", "sao chép trái phép", "đạo nhái", "fake goods", "fake notes",
        "fake degree", "fake police", "fake doctor", "bogus",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CueTag:
    """A cue of a group."""

    group: str


def cue_phrases() -> Iterator[tuple[str, CueTag]]:
    """Return every cue for the automaton."""
    return ((phrase, CueTag(group)) for group, phrases in CUES.items() for phrase in phrases)
