using System.CommandLine;
using Trireme.Client.Printing;
using Trireme.Client.Session;

namespace Trireme.Client;

/// <summary><c>trireme api-resources</c>: shows which types the server has.</summary>
internal static class ApiResourcesCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var bare = new Option<bool>("--no-headers") { Description = "leave the headings out" };
        var command = new Command("api-resources", "show which types the server has, with their short names") { bare };
        new ConnectionOptions().AddTo(command).Run(command, async (result, session, cancellationToken) =>
        {
            var catalog = await session.CatalogAsync(cancellationToken).ConfigureAwait(false);
            var table = new AlignedText();
            if (!result.GetValue(bare))
                table.Line("NAME\tSHORTNAMES\tAPIVERSION\tNAMESPACED\tKIND");
            foreach (var resource in catalog.Resources.OrderBy(resource => resource.Address.Group, StringComparer.Ordinal).ThenBy(resource => resource.Address.Plural, StringComparer.Ordinal))
            {
                var address = resource.Address;
                table.Line($"{address.Plural}\t{string.Join(',', resource.ShortNames)}\t{address.ApiVersion}\t{(address.Namespaced ? "true" : "false")}\t{address.Kind}");
            }
            await session.Out.WriteAsync(table.ToString()).ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}
