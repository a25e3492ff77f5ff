using System.Text.Json;

namespace Trireme.Machinery.Tables.Rbac;

/// <summary>Columns of RoleBinding and ClusterRoleBinding.</summary>
internal sealed class RoleBindingColumns : KindColumns
{
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Role", "The role that is granted."),
        TableColumn.Age,
        TableColumn.Wide("Users", "The users it is granted to."),
        TableColumn.Wide("Groups", "The groups it is granted to."),
        TableColumn.Wide("ServiceAccounts", "The service accounts it is granted to."),
    ];

    public override void Write(JsonElement item, in RowWriter row)
    {
        List<string> users = [], groups = [], accounts = [];
        foreach (var subject in item.Items("subjects"u8))
        {
            var name = subject.Text("name"u8);
            if (subject.Is("kind"u8, "User"u8))
                users.Add(name);
            else if (subject.Is("kind"u8, "Group"u8))
                groups.Add(name);
            else if (subject.Is("kind"u8, "ServiceAccount"u8))
                accounts.Add($"{subject.Text("namespace"u8)}/{name}");
        }
        var role = item.At("roleRef"u8);
        row.Name(item);
        row.Text($"{role.Text("kind"u8)}/{role.Text("name"u8)}");
        row.Age(item);
        row.Text(string.Join(", ", users));
        row.Text(string.Join(", ", groups));
        row.Text(string.Join(", ", accounts));
    }
}
