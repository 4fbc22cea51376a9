"""
The commands, and what is said of each.
"""

from __future__ import annotations

from typing import Final

from perfscore.bilingual import Text


__all__ = ["COMMANDS"]

#: What each command does: in the list of commands, and above its own help.
COMMANDS: Final = {
    "check": (
        Text("核对自评表，报告矛盾之处", "check forms and report what contradicts"),
        Text(
            "核对自评表：文件、文件夹、通配符，或以 - 表示标准输入。",
            "Check forms: files, folders, patterns, or - for stdin.",
        ),
    ),
    "compare": (
        Text(
            "比较两份表，或一个文件夹与其目标申报表、汇总表，或文件夹内各表",
            "compare two documents, a folder with its targets or summary, or a folder in itself",
        ),
        Text(
            "比较 BEFORE 与 AFTER，或以 --targets、--summary 比较一个文件夹，或比较文件夹内各表。",
            "Compare BEFORE with AFTER, a folder with --targets or --summary, or the forms of one folder.",
        ),
    ),
    "read": (
        Text("逐格显示读到的内容", "show what was read, cell by cell"),
        Text(
            "显示读到的表，以及无法归入单元格的文字。",
            "Show forms as they were read, with what could not be placed.",
        ),
    ),
    "explain": (
        Text("说明一个单元格如何算出", "how a cell is computed"),
        Text(
            "逐步说明一个单元格如何算出，以及它参与哪些勾稽关系。",
            "How a cell is computed, step by step, and which relations it is in.",
        ),
    ),
    "fill": (
        Text("在空格中填入算出的执行率、得分和总分", "computed rates, scores and totals in the blanks of a document"),
        Text(
            "把算出的执行率、得分和总分填入自己的工作簿或 Word 文件的空格，已填内容不动，另存为 --output。",
            "Write computed rates, scores and totals into the blanks of a workbook or Word document; "
            "what is printed stays. Without --output the filled forms are printed as JSON.",
        ),
    ),
    "serve": (
        Text("在本机网页中核对", "a page on this machine: drop documents, see what contradicts"),
        Text(
            "在本机打开一个网页，可拖入文件核对、比较、下载结果；文件不离开本机。",
            "Serve a page on this machine where documents are dropped, checked and compared. Nothing leaves the machine.",
        ),
    ),
    "rules": (
        Text("规则目录", "the catalogue of rules"),
        Text(
            "全部规则，或一条规则的说明，或含有某词的规则。", "All rules, the page of one, or those that hold a word."
        ),
    ),
    "rulebook": (
        Text("规则手册的参数", "the parameters of a rulebook"),
        Text(
            "随 perfscore 提供的全部规则手册，或其中一册的参数及依据。",
            "All rulebooks that come with perfscore, or the parameters of one with their sources.",
        ),
    ),
    "schema": (
        Text("所读所写数据的 JSON Schema", "the JSON Schema of what perfscore reads or writes"),
        Text(
            "输出自评表、报告、比较结果、配置或规则手册的 JSON Schema。",
            "Print the JSON Schema of a form, a report, a comparison, a configuration or a rulebook.",
        ),
    ),
    "cache": (
        Text("以前核对结果的存放处", "where the results of earlier runs are kept"),
        Text(
            "未改动的文件不再重新核对；显示存放处和大小，或以 --clear 清空。",
            "Files that have not changed are not checked again; show the place and its size, or empty it with --clear.",
        ),
    ),
    "completion": (
        Text("命令行补全脚本", "a script that completes arguments in a shell"),
        Text(
            "输出补全脚本；放在何处见 docs/integration.md。",
            "Print a completion script; docs/integration.md says where it belongs.",
        ),
    ),
}
